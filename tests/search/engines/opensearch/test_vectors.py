"""The contract with OpenSearch: vectors it is given, and what is made of its neighbours."""

from dataclasses import dataclass

import numpy as np
import pytest

from cities.search.centring import Means, no_means
from cities.search.engines import Near
from cities.search.engines.opensearch import OpenSearchVectors
from cities.search.models import Unsent
from tests.search.engines.indexed import direction, indexed_passage, stored_vector
from tests.search.engines.opensearch.recorded import hits, taken


@dataclass(frozen=True)
class SmallEncoder:
    name: str = "Test E5/1"
    size: int = 4


ENCODER = SmallEncoder()
INDEX = f"commons-passages-test-e5-1-{no_means().mark}"
SEARCH, BULK, COUNT = f"POST /{INDEX}/_search", f"POST /{INDEX}/_bulk", f"GET /{INDEX}/_count"
OURS = "GET /_cat/indices/commons-passages-*"


@pytest.fixture
def engine(service):
    return OpenSearchVectors(service, ENCODER, no_means())


def test_nearest_are_asked_for_within_entries(engine, recorded):
    recorded.answer(SEARCH, hits((9, 0.95, {"entry_id": 3, "language": "ko", "is_lead": True})))

    found = list(engine.near(direction(1.0, size=4), entries=[3, 4], most=10))

    asked = recorded.bodies(SEARCH)[0]["query"]["knn"]["centred"]
    assert asked == {"vector": [1.0, 0.0, 0.0, 0.0], "k": 30, "filter": {"bool": {"filter": [{"terms": {"entry_id": [3, 4]}}]}}}
    assert found == [Near(9, 3, "ko", pytest.approx(0.9), True)]


def test_neighbours_are_compared_by_how_they_stand_out_in_their_language(service, recorded):
    reference = {"en": np.stack([direction(0.0, 1.0, size=4), direction(0.2, 1.0, size=4)]), "ko": np.eye(4, dtype=np.float32)[:2]}
    zero = {"": np.zeros(4, np.float32)}
    engine = OpenSearchVectors(service, ENCODER, Means(zero, zero, reference))
    source = {"entry_id": 1, "is_lead": False}
    recorded.answer(f"POST /{engine.index}/_search", hits((1, 0.95, {**source, "language": "ko"}), (2, 0.9, {**source, "language": "en"})))

    assert [near.passage_id for near in engine.near(direction(1.0, size=4), most=1)] == [2]


def test_noted_vectors_are_sent_centred(db, engine, recorded, django_capture_on_commit_callbacks):
    recorded.answer(BULK, taken)
    passage = indexed_passage(language="fr")
    stored_vector(passage, direction(0.6, 0.8, size=4), encoder=ENCODER.name)

    with django_capture_on_commit_callbacks(execute=True):
        engine.note([passage.pk])

    action, document = recorded.bodies(BULK)[0]
    assert action == {"index": {"_id": str(passage.pk)}}
    assert (document["entry_id"], document["language"], document["is_lead"]) == (passage.text.entry_id, "fr", True)
    assert document["centred"] == pytest.approx([0.6, 0.8, 0.0, 0.0], abs=0.001)
    assert recorded.bodies(f"PUT /{INDEX}")[0]["mappings"]["properties"]["centred"]["dimension"] == 4


def test_passages_that_go_are_taken_away(db, engine, recorded, django_capture_on_commit_callbacks):
    recorded.answer(BULK, taken)

    with django_capture_on_commit_callbacks(execute=True):
        engine.forget(iter([5]))

    assert recorded.bodies(BULK) == [[{"delete": {"_id": "5"}}]]


def test_index_that_holds_all_is_left_as_it_is_and_older_ones_go(db, engine, recorded):
    recorded.answer(COUNT, {"count": 0})
    recorded.answer(OURS, [{"index": INDEX}, {"index": "commons-passages-older-1"}])

    engine.settle()

    assert [asked.path for asked in recorded.asked if asked.method == "DELETE"] == ["/commons-passages-older-1?ignore_unavailable=true"]


def test_index_that_lacks_some_is_filled_anew(db, engine, recorded, django_capture_on_commit_callbacks):
    recorded.answer(BULK, taken)
    recorded.answer(COUNT, {"count": 0})
    recorded.answer(OURS, [{"index": INDEX}])
    stored_vector(indexed_passage(), direction(1.0, size=4), encoder=ENCODER.name)

    with django_capture_on_commit_callbacks(execute=True):
        engine.settle()

    assert len(recorded.bodies(BULK)[0]) == 2
    assert Unsent.objects.count() == 0
