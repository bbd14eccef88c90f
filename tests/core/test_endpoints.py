import gzip
import json
from time import sleep

import pytest

from cities.core import endpoints
from cities.core.endpoints import EndpointFault, ask_endpoint, post_json
from tests.core.answering import answering, nobody


@pytest.fixture
def service():
    with answering() as service:
        yield service


def test_json_is_sent_and_read(service):
    service.answer = lambda asked: (200, {"said": asked.body["word"]})

    assert post_json(f"{service.address}/v1/x?y=1", {"word": "협동"}, headers={"Authorization": "Bearer k"}, timeout=5) == {"said": "협동"}
    (asked,) = service.asked
    assert (asked.method, asked.path, asked.headers["Authorization"]) == ("POST", "/v1/x?y=1", "Bearer k")


def test_lines_are_sent_as_they_are(service):
    ask_endpoint("POST", service.address, text='{"a": 1}\n{"é": 2}\n', timeout=5)

    (asked,) = service.asked
    assert (asked.body, asked.headers["Content-Type"]) == ('{"a": 1}\n{"é": 2}\n', "application/x-ndjson")


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE"])
def test_methods_are_those_asked_for(service, method):
    assert ask_endpoint(method, service.address, timeout=5) == {}
    assert [asked.method for asked in service.asked] == [method]


def test_empty_answer_is_none(service):
    service.answer = lambda asked: (200, b"")

    assert post_json(service.address, {}, timeout=5) is None


def test_packed_answer_is_unpacked(service):
    service.headers = {"Content-Encoding": "gzip"}
    service.answer = lambda asked: (200, gzip.compress(json.dumps({"a": 1}).encode()))

    assert post_json(service.address, {}, timeout=5) == {"a": 1}


@pytest.mark.parametrize("status", [300, 302, 400, 401, 404, 429, 500, 503])
def test_refusal_is_a_fault_that_says_what_was_answered(service, status):
    service.answer = lambda asked: (status, b"no such model \xff")

    with pytest.raises(EndpointFault, match=rf"{status}: no such model"):
        post_json(service.address, {}, timeout=5)


def test_redirect_is_not_followed(service):
    service.headers = {"Location": f"{service.address}/elsewhere"}
    service.answer = lambda asked: (307, b"")

    with pytest.raises(EndpointFault):
        post_json(service.address, {}, timeout=5)

    assert [asked.path for asked in service.asked] == ["/"]


@pytest.mark.parametrize("body", [b"<html>", b"{", b"\xff\xfe\x00", b"[1, "])
def test_answer_that_is_no_json_is_a_fault(service, body):
    service.answer = lambda asked: (200, body)

    with pytest.raises(EndpointFault, match="did not answer with JSON"):
        post_json(service.address, {}, timeout=5)


def test_answer_broken_off_is_a_fault(service):
    service.headers = {"Content-Encoding": "gzip"}
    service.answer = lambda asked: (200, b"this is not packed")

    with pytest.raises(EndpointFault):
        post_json(service.address, {}, timeout=5)


def test_service_that_is_not_there_is_a_fault():
    with pytest.raises(EndpointFault):
        post_json(nobody(), {}, timeout=1)


@pytest.mark.parametrize("address", ["", "nothing", "ftp://127.0.0.1/", "http://", "http://[::1"])
def test_address_of_nothing_is_a_fault(address):
    with pytest.raises(EndpointFault):
        post_json(address, {}, timeout=1)


def test_service_that_takes_too_long_is_a_fault(service):
    def slow(asked):
        sleep(0.5)
        return 200, {}

    service.answer = slow

    with pytest.raises(EndpointFault):
        post_json(service.address, {}, timeout=0.1)


def test_answer_without_end_is_a_fault(service, monkeypatch):
    monkeypatch.setattr(endpoints, "MOST_BYTES", 1_000)
    service.answer = lambda asked: (200, b"1" * 1_001)

    with pytest.raises(EndpointFault, match="more than 1000 bytes"):
        post_json(service.address, {}, timeout=5)
