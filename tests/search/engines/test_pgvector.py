"""What only pgvector does: run under `script/test --postgres`."""

import numpy as np
import pytest
from django.db import connection

from cities.search.centring import Means, no_means
from cities.search.engines import pgvector
from cities.search.engines.pgvector import PgVectors
from cities.search.models import Passage, Vector
from tests.search.engines.indexed import direction, indexed_passage, indexed_text, stored_vector

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="for PostgreSQL, see script/test --postgres"),
]
ENCODER = "test-1"


@pytest.fixture
def engine() -> PgVectors:
    return PgVectors(ENCODER, no_means())


def many(engine: PgVectors, count: int) -> np.ndarray:
    """So many passages of one text in any direction; the first has the lowest id."""
    text = indexed_text("Any")
    numbers = np.random.default_rng(7).normal(size=(count, 384)).astype(np.float32)
    numbers /= np.linalg.norm(numbers, axis=1, keepdims=True)
    passages = Passage.objects.bulk_create([Passage(text=text, group="problem", words="w", digest=str(place)) for place in range(count)])
    rows = zip(passages, numbers, strict=True)
    Vector.objects.bulk_create([Vector(passage=one, encoder=ENCODER, values=row.astype("<f2").tobytes()) for one, row in rows])
    engine.note([passage.pk for passage in passages])
    return numbers


def test_graph_finds_what_comparing_all_finds(engine, monkeypatch):
    numbers = many(engine, 700)
    asked = numbers[5] + 0.5 * numbers[6]
    asked /= np.linalg.norm(asked)

    walked = [near.passage_id for near in engine.near(asked, most=20)]
    monkeypatch.setattr(pgvector, "WITH_GRAPH", ())
    compared = [near.passage_id for near in engine.near(asked, most=20)]

    assert walked[0] == compared[0]
    assert len(set(walked) & set(compared)) >= 19


def test_graph_is_walked_past_what_is_gone(engine):
    numbers = many(engine, 60)
    Passage.objects.order_by("pk").exclude(pk__in=Passage.objects.order_by("-pk")[:5]).delete()

    assert len(engine.near(numbers[0], most=5)) == 5


def test_graph_leaves_out_what_is_not_allowed(engine, monkeypatch):
    monkeypatch.setattr(pgvector, "MOST_COMPARED", 0)
    numbers = many(engine, 50)
    passage = indexed_passage()
    stored_vector(passage, direction(1.0), encoder=ENCODER)
    engine.note([passage.pk])

    assert [near.passage_id for near in engine.near(numbers[0], entries=[passage.text.entry_id])] == [passage.pk]


@pytest.mark.parametrize("size", pgvector.WITH_GRAPH)
def test_sizes_of_our_encoders_can_be_walked(size):
    with connection.cursor() as cursor:
        # Of an empty table any plan costs as much.
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("SET LOCAL enable_sort = off")
        asked = pgvector._written(direction(1.0, size=size))
        cursor.execute(f"EXPLAIN {pgvector.WALKED.format(size=size, within='')}", [asked, ENCODER, "10", asked, 10])
        plan = "\n".join(row[0] for row in cursor.fetchall())

    assert f"search_vector_near_{size}" in plan


@pytest.mark.parametrize("size", [4, 512, 768])
def test_vectors_of_other_sizes_lie_beside_each_other(engine, size):
    other = PgVectors("other", no_means())
    passage = indexed_passage()
    for name, index, length in ((ENCODER, engine, 384), ("other", other, size)):
        stored_vector(passage, direction(1.0, size=length), encoder=name)
        index.note([passage.pk])

    assert [near.z for near in other.near(direction(1.0, size=size))] == pytest.approx([1.0], abs=0.01)
    assert len(engine.near(direction(1.0))) == 1


def test_numbers_carry_the_mark_of_their_means(engine):
    stored_vector(indexed_passage(), direction(1.0), encoder=ENCODER)
    own = {"": direction(0.0, 1.0)}
    other = PgVectors(ENCODER, Means(own, own, {}))

    engine.settle()
    before = marks()
    other.settle()

    assert (before, marks()) == ([engine.means.mark], [other.means.mark])


def test_settling_goes_through_as_many_as_there_are(engine, monkeypatch):
    monkeypatch.setattr(pgvector, "AT_ONCE", 2)
    for _ in range(5):
        stored_vector(indexed_passage(), direction(1.0), encoder=ENCODER)

    engine.settle()

    assert len(engine.near(direction(1.0))) == 5


def marks() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT mark FROM search_vector")
        return [row[0] for row in cursor.fetchall()]
