"""Files of vectors and what came after them; where the database is PostgreSQL too, for servers without pgvector."""

import json

import numpy as np
import pytest

from cities.search.centring import Means, no_means
from cities.search.engines import embedded
from cities.search.engines.embedded import EmbeddedVectors, index_folder
from cities.search.models import Entry, Vector
from tests.search.engines.indexed import direction, indexed_passage, stored_vector

pytestmark = pytest.mark.django_db
ENCODER = "test-1"


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path, monkeypatch):
    settings.DATA_DIR = tmp_path
    monkeypatch.setattr(embedded, "MOST_BESIDE", 2)


@pytest.fixture
def engine() -> EmbeddedVectors:
    return EmbeddedVectors(ENCODER, no_means())


def stored(*numbers: float, language: str = "en") -> int:
    passage = indexed_passage(language=language)
    stored_vector(passage, direction(*numbers), encoder=ENCODER)
    return passage.pk


def folders() -> list[str]:
    return sorted(path.name for path in index_folder().iterdir())


def test_few_vectors_are_not_worth_files(engine):
    stored(1.0)

    assert engine.write_files() is False
    assert not index_folder().exists()


def test_files_hold_all_vectors_up_to_the_last(engine):
    passages = {stored(1.0), stored(0.5, 1.0)}

    assert engine.write_files() is True

    last = Vector.objects.latest("pk").pk
    assert folders() == [f"{engine.files}-{last}"]
    assert json.loads((index_folder() / folders()[0] / "matrix.json").read_text()) == {"last": last, "rows": 2}
    assert {near.passage_id for near in engine.near(direction(1.0))} == passages
    assert isinstance(engine.current().matrix.segments[0].values.base, np.memmap)


def test_another_process_maps_the_files_and_reads_only_what_came_after(engine, django_assert_num_queries):
    stored(1.0), stored(0.5, 1.0)
    engine.write_files()
    other = EmbeddedVectors(ENCODER, no_means())

    # Whether the files are of this database, and whether anything came after them.
    with django_assert_num_queries(2):
        assert len(other.near(direction(1.0))) == 2

    newest = stored(1.0, 0.1, language="ko")
    assert newest in {near.passage_id for near in other.near(direction(1.0))}
    assert [len(rows) for rows in other.current().matrix.segments] == [2, 1]


def test_search_costs_one_small_query_when_nothing_came(engine, django_assert_num_queries):
    stored(1.0)
    engine.near(direction(1.0))

    with django_assert_num_queries(1):
        engine.near(direction(1.0))


def test_files_written_elsewhere_are_taken_up(engine):
    stored(1.0), stored(0.5, 1.0)
    engine.near(direction(1.0))

    EmbeddedVectors(ENCODER, no_means()).write_files()

    assert engine.current().files == folders()[0]


def test_new_files_take_the_place_of_the_old_and_lose_what_is_gone(engine):
    gone, kept = stored(1.0), stored(0.5, 1.0)
    engine.write_files()
    Entry.objects.filter(texts__passages=gone).delete()
    newer = {stored(0.2, 1.0), stored(0.3, 1.0)}

    assert engine.write_files() is True

    assert len(folders()) == 1
    assert {near.passage_id for near in engine.near(direction(1.0))} == {kept, *newer}


def test_files_of_another_database_are_worth_nothing(engine):
    stored(1.0), stored(0.5, 1.0)
    engine.write_files()
    Entry.objects.all().delete()

    assert list(EmbeddedVectors(ENCODER, no_means()).near(direction(1.0))) == []


def test_other_means_have_files_of_their_own(engine):
    stored(1.0, 1.0, language="fr"), stored(0.5, 1.0)
    engine.write_files()
    own = {"": np.zeros(384, np.float32), "fr": direction(0.0, 1.0)}
    other = EmbeddedVectors(ENCODER, Means(own, own, {}))

    assert next(iter(other.near(direction(1.0)))).z == pytest.approx(0.9239, abs=0.01)

    other.write_files()
    assert folders() == [f"{other.files}-{Vector.objects.latest('pk').pk}"]


def test_unfinished_files_are_written_again(engine):
    stored(1.0), stored(0.5, 1.0)
    unfinished = index_folder() / f"{engine.files}-{Vector.objects.latest('pk').pk}.new"
    unfinished.mkdir(parents=True)
    (unfinished / "values.npy").write_bytes(b"half")

    engine.settle()

    assert folders() == [unfinished.name.removesuffix(".new")]
    assert len(engine.near(direction(1.0))) == 2
