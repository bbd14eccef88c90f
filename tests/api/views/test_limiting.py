import pytest
from django.core.cache import cache
from django.test import RequestFactory

from cities.api.views import limiting
from cities.api.views.limiting import seconds_to_wait
from cities.core.askers import asker

NOON = 1_700_000_040.0


@pytest.fixture(autouse=True)
def _fresh():
    cache.clear()
    limiting._counted.clear()
    limiting._refused.clear()


def ask(address="192.0.2.7", **headers):
    return RequestFactory().get("/api/v1/members", REMOTE_ADDR=address, headers=headers)


def waits(times, *, now=NOON, address="192.0.2.7"):
    return [seconds_to_wait(ask(address), now=now) for _ in range(times)]


@pytest.mark.parametrize(
    ("address", "forwarded", "reader"),
    [
        ("192.0.2.7", "198.51.100.1", "192.0.2.7"),
        ("127.0.0.1", "203.0.113.9, 198.51.100.1", "198.51.100.1"),
        ("127.0.0.1", "2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("", "198.51.100.1", "198.51.100.1"),
        ("127.0.0.1", "", ""),
        ("127.0.0.1", "unknown", ""),
    ],
)
def test_asker_is_who_the_nearest_proxy_names(address, forwarded, reader):
    assert asker(ask(address, **{"X-Forwarded-For": forwarded})) == reader


def test_limit_holds_until_the_minute_is_over(settings):
    settings.API_LIMIT = 40

    assert waits(59) == [0] * 59
    assert waits(2) == [60 - int(NOON % 60)] * 2
    assert waits(1, now=NOON + 60) == [0]


def test_limit_is_of_one_reader_and_of_all_processes(settings):
    settings.API_LIMIT = 40
    waits(40)
    limiting._counted.clear()

    assert waits(20, address="192.0.2.8") == [0] * 20
    assert waits(20)[-1] > 0


def test_small_limit_is_kept_exactly(settings):
    settings.API_LIMIT = 1

    assert [wait > 0 for wait in waits(2)] == [False, True]


def test_no_limit_and_no_address_never_wait(settings):
    settings.API_LIMIT = 0
    assert waits(100) == [0] * 100

    settings.API_LIMIT = 1
    assert waits(100, address="127.0.0.1") == [0] * 100


def test_who_asks_too_often_is_told_when_to_come_back(client, db, settings):
    settings.API_LIMIT = 1
    client.get("/api/v1/territories", REMOTE_ADDR="192.0.2.7")

    response = client.get("/api/v1/territories?lang=fr", REMOTE_ADDR="192.0.2.7")

    assert (response.status_code, response.headers["Cache-Control"]) == (429, "no-store")
    assert 0 < int(response.headers["Retry-After"]) <= 60
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert response.json()["detail"] != ""
