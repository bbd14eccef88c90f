"""What only PostgreSQL does: run under `script/test --postgres`."""

import pytest
from django.db import connection

from cities.search.analysis import Term, query_terms
from cities.search.engines import postgresql
from cities.search.engines.postgresql import LAST_PLACE, PostgresWords, _vector
from tests.search.engines.indexed import indexed_text, searched, words_of

on_postgres = pytest.mark.skipif(connection.vendor != "postgresql", reason="for PostgreSQL, see script/test --postgres")


def rows(statement: str) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchall()


def written(*titles: str) -> list[int]:
    texts = [indexed_text(title) for title in titles]
    PostgresWords().write([words_of(text) for text in texts])
    return [text.pk for text in texts]


def test_tokens_keep_their_places_with_a_gap_between_fields():
    assert _vector((["a", "b", "a"], "A"), (["b"], "B")) == "'a':1A,3A 'b':2A,5B"


def test_marks_in_tokens_are_written_as_letters():
    assert _vector((["o'", "\\", ""], "B")) == "'o''':1B '\\\\':2B '':3B"


def test_tokens_beyond_the_last_place_have_none():
    vector = _vector((["a"] * LAST_PLACE + ["b"], "B"))

    assert vector.endswith(f"{LAST_PLACE}B 'b'")


def test_tokens_end_where_a_tsvector_does(monkeypatch):
    monkeypatch.setattr(postgresql, "MOST_BYTES", 6)

    assert _vector((["가나", "다", "a"], "B")) == "'가나':1B"


@on_postgres
@pytest.mark.django_db
def test_counts_are_summed_when_many_were_added(monkeypatch):
    monkeypatch.setattr(postgresql, "MOST_ADDED", 4)
    written("Garden compost", "Garden market")
    gone, *_ = written("Garden bread")

    PostgresWords().forget([gone])

    assert rows("SELECT count(*) FROM search_counts WHERE token = 'market' AND number = 0") == [(1,)]
    assert PostgresWords().frequencies(["garden", "compost", "bread"]).known == {"garden", "compost"}
    assert dict(PostgresWords().vocabulary(most=9)) == {"garden": 2, "compost": 1, "market": 1}


@on_postgres
@pytest.mark.django_db
def test_settling_sums_everything_and_leaves_nothing_of_what_is_gone():
    PostgresWords().forget(written("Garden bread"))

    PostgresWords().settle()

    assert rows("SELECT count(*) FROM search_counts") == [(0,)]


@on_postgres
@pytest.mark.django_db
def test_texts_that_are_read_are_chosen_by_the_rarest_terms(monkeypatch):
    monkeypatch.setattr(postgresql, "MOST_READ", 3)
    *_, rare = written("Garden one", "Garden two", "Garden three", "Garden compost")

    found = [hit.text_id for hit in searched(PostgresWords(), query_terms("garden compost", "en"))]

    assert found == [rare]
    assert len(searched(PostgresWords(), query_terms("garden", "en"))) == 3


@on_postgres
@pytest.mark.django_db
def test_forms_no_text_has_are_not_asked_for(django_assert_num_queries):
    (text,) = written("Garden")

    with django_assert_num_queries(2) as asked:
        hits = searched(PostgresWords(), [Term("gardens", (("garden",), ("zeppelin", "garden"), ("absent",)))])

    assert [hit.text_id for hit in hits] == [text]
    assert "zeppelin" not in asked[1]["sql"]


@on_postgres
@pytest.mark.django_db
@pytest.mark.parametrize(("column", "matched"), [("words", "'gardens'"), ("named", "'gardens':*"), ("plain", "'gardens' <-> 'of'")])
def test_searches_can_use_an_index(column, matched):
    written("Gardens of Dakar")

    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(f"EXPLAIN SELECT id FROM search_indexedtext WHERE {column} @@ %s::tsquery", [matched])  # noqa: S608 -- a constant
        plan = "\n".join(row[0] for row in cursor.fetchall())

    assert f"search_indexedtext_{column}" in plan
