import pytest

from cities.search.engines import EngineFault
from cities.search.engines.opensearch.outbox import forget_unsent, keep, send_all
from cities.search.models import Unsent

pytestmark = pytest.mark.django_db


def test_changes_are_sent_once_the_transaction_is_done(django_capture_on_commit_callbacks):
    sent: list[str] = []

    with django_capture_on_commit_callbacks(execute=True):
        keep("texts", [(1, {"a": 1}), (2, None)], then=lambda: sent.append("sent"))
        assert sent == []

    assert sent == ["sent"]
    assert list(Unsent.objects.values_list("item", "body")) == [(1, {"a": 1}), (2, None)]


def test_server_that_is_away_breaks_nothing_and_loses_nothing(django_capture_on_commit_callbacks, caplog):
    def fail() -> None:
        raise EngineFault("away")

    with django_capture_on_commit_callbacks(execute=True):
        keep("texts", [(1, {})], then=fail)

    assert Unsent.objects.count() == 1
    assert "it will be. away" in caplog.text


def test_everything_kept_is_sent_oldest_first_and_then_forgotten():
    Unsent.objects.bulk_create([Unsent(index="texts", item=number % 7, body={"number": number}) for number in range(700)])
    sent: list[tuple[int, object]] = []

    send_all("texts", lambda changes: sent.extend(changes) or {})

    assert [document["number"] for _, document in sent] == list(range(700))
    assert Unsent.objects.count() == 0


def test_what_is_refused_stays_and_is_told():
    Unsent.objects.bulk_create([Unsent(index="texts", item=number, body={}) for number in (1, 2)])

    with pytest.raises(EngineFault, match="1 were refused by the search server, 2 for example: no"):
        send_all("texts", lambda changes: {2: "no"})

    assert [one.item for one in Unsent.objects.all()] == [2]


def test_documents_made_when_sent_may_be_gone_by_then():
    Unsent.objects.bulk_create([Unsent(index="passages", item=number, body={}) for number in (1, 2)])
    Unsent.objects.create(index="passages", item=3)
    sent: list[tuple[int, object]] = []

    send_all("passages", lambda changes: sent.extend(changes) or {}, documents=lambda items: {1: {"made": items}})

    assert sent == [(1, {"made": [1, 2]}), (2, None), (3, None)]


def test_each_index_has_its_own():
    Unsent.objects.create(index="texts", item=1, body={})
    Unsent.objects.create(index="passages", item=1, body={})

    forget_unsent("texts")

    assert [str(one) for one in Unsent.objects.all()] == ["passages 1"]
