import pytest
from django.db import connection

from cities.search.engines import choosing
from cities.search.engines.choosing import chosen_vectors, chosen_words, embedded_vectors
from cities.search.engines.pgvector import has_vectors


class Encoder:
    name = "test-1"
    size = 4


ENCODER = Encoder()


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.DATA_DIR = tmp_path


def test_engine_is_that_of_the_database(db):
    words, vectors = type(chosen_words()).__name__, type(chosen_vectors(ENCODER)).__name__

    assert (words, vectors) == {
        "sqlite": ("SqliteWords", "EmbeddedVectors"),
        "postgresql": ("PostgresWords", "PgVectors"),
    }[connection.vendor]


def test_search_server_that_is_named_takes_its_place(settings):
    settings.SEARCH_URL = "https://search.example.org:9200/commons"

    assert chosen_words().words.index == "commons-texts"
    assert chosen_vectors(ENCODER).vectors.index.startswith("commons-passages-test-1-")


def test_server_without_pgvector_leaves_meanings_to_numpy(db, settings, monkeypatch):
    monkeypatch.setattr(choosing, "has_vectors", lambda database: False)

    assert type(chosen_vectors(ENCODER)).__name__ == "EmbeddedVectors"


def test_vectors_are_there_where_the_migration_made_them(db):
    has_vectors.cache_clear()

    if connection.vendor == "postgresql":
        assert has_vectors("any") is True


def test_each_instance_has_its_own_matrix_and_keeps_it(settings, tmp_path):
    first = embedded_vectors(ENCODER)

    assert embedded_vectors(ENCODER) is first
    settings.DATA_DIR = tmp_path / "other"
    assert embedded_vectors(ENCODER) is not first
