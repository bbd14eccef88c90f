"""What every index of words does: run on the database at hand, SQLite or PostgreSQL (`script/test --postgres`)."""

import pytest
from django.db import connection

from cities.search.analysis import query_terms
from cities.search.analysis.tokens import plain_words
from cities.search.engines import WordIndex, chosen_words, sqlite
from cities.search.models import Entry, IndexedText
from tests.search.engines.indexed import indexed_text, searched, words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def engine() -> WordIndex:
    return chosen_words()


def written(engine: WordIndex, title: str, body: str = "", *, language: str = "en", entry: Entry | None = None) -> IndexedText:
    text = indexed_text(title, language=language, entry=entry)
    engine.write([words_of(text, body)])
    return text


def found(engine: WordIndex, query: str, language: str = "en") -> list[int]:
    return [hit.text_id for hit in searched(engine, query_terms(query, language))]


def test_engine_is_that_of_the_database(engine):
    assert type(engine).__name__ == {"sqlite": "SqliteWords", "postgresql": "PostgresWords"}[connection.vendor]


@pytest.mark.parametrize(
    ("query", "language", "body", "of"),
    [
        ("garden", "en", "Gardens that were planted by neighbours", "en"),
        ("économie", "fr", "L’économie sociale", "fr"),
        ("economie", "fr", "L’économie sociale", "fr"),
        ("cooperativas", "es", "Una cooperativa de vivienda", "es"),
        ("habitatge", "ca", "L’habitatge cooperatiu", "ca"),
        ("협동조합을", "ko", "주민이 만든 협동조합", "ko"),
        ("협동", "ko", "주민이 만든 협동조합", "ko"),
        ("協同組合", "ja", "労働者協同組合の町", "ja"),
        ("합작사", "ko", "농민 합작사", "ko"),
        ("合作社", "zh", "农民合作社", "zh"),
        ("CO-OPERATIVE", "en", "A cooperative of health", "en"),
        ("SCOP", "fr", "Une S.C.O.P. à Lille", "fr"),
        ("kooperatif", "tr", "Bir kooperatif", "tr"),
    ],
)
def test_word_is_found_as_its_language_is_written(engine, query, language, body, of):
    text = written(engine, "Untitled", body, language=of)
    written(engine, "Untitled", "something else", language=of)

    assert found(engine, query, language) == [text.pk]


def test_pairs_of_syllables_are_found_only_in_a_row(engine):
    text = written(engine, "가", "사회적경제", language="ko")
    written(engine, "나", "경제 사회 적경", language="ko")

    assert found(engine, "사회적경제", "ko") == [text.pk]


def test_phrase_does_not_run_from_names_into_the_body(engine):
    written(engine, "나무", "무집", language="ko")

    assert found(engine, "나무집", "ko") == []


def test_word_in_a_name_weighs_more_than_one_in_the_body(engine):
    body = written(engine, "Other", "housing")
    name = written(engine, "Housing", "other words here")

    assert found(engine, "housing") == [name.pk, body.pk]


def test_rare_word_weighs_more_than_a_frequent_one(engine):
    for _ in range(8):
        written(engine, "Report", "city")
    rare = written(engine, "Report", "compost")

    hits = searched(engine, query_terms("city compost", "en"))

    assert hits[0].text_id == rare.pk
    assert hits[0].score > 2 * hits[1].score


def test_text_with_more_of_the_words_comes_first(engine):
    one = written(engine, "A", "market women")
    both = written(engine, "B", "market women compost")
    for _ in range(5):
        written(engine, "C", "unlike all others")

    assert found(engine, "women compost") == [both.pk, one.pk]


def test_score_is_a_share_of_what_was_asked(engine):
    for _ in range(20):
        written(engine, "Something", "of other matters")
    written(engine, "Compost", "compost compost compost")

    whole, half = (searched(engine, query_terms(query, "en"))[0].score for query in ("compost", "compost zeppelin"))

    assert 0.8 <= whole <= 1.0
    assert 0.4 <= half <= 0.7


def test_hit_tells_text_entry_and_language(engine):
    text = written(engine, "Compost", language="fr")

    hit = searched(engine, query_terms("compost", "fr"))[0]

    assert (hit.text_id, hit.entry_id, hit.language) == (text.pk, text.entry_id, "fr")


def test_search_stays_within_entries(engine):
    first, second = written(engine, "Compost one"), written(engine, "Compost two")

    hits = searched(engine, query_terms("compost", "en"), entries=[second.entry_id])

    assert [hit.text_id for hit in hits] == [second.pk]
    assert searched(engine, query_terms("compost", "en"), entries=[]) == []
    assert len(searched(engine, query_terms("compost", "en"), entries=[first.entry_id, second.entry_id, 999_999])) == 2


def test_search_gives_at_most_so_many(engine):
    for _ in range(4):
        written(engine, "Compost")

    assert len(searched(engine, query_terms("compost", "en"), most=3)) == 3


@pytest.mark.parametrize("query", ["", "zeppelin", "'; --", '"', "\\", "a & b | !c", "x:*", "<->", "\0", "'" * 500])
def test_words_nobody_has_find_nothing(engine, query):
    written(engine, "Compost", "in cities")

    assert found(engine, query) == []


def test_text_written_again_has_its_new_words_alone(engine):
    text = written(engine, "Compost", "old")
    engine.write([words_of(text, "new")])

    assert (found(engine, "old"), found(engine, "new")) == ([], [text.pk])
    assert engine.frequencies(["old", "new", "compost"]).known == {"new", "compost"}


def test_forgotten_text_leaves_no_word(engine):
    kept, gone = written(engine, "Compost"), written(engine, "Secret compost")

    engine.forget([gone.pk])
    gone.delete()

    assert (found(engine, "secret"), found(engine, "compost")) == ([], [kept.pk])
    assert engine.frequencies(["secret", "compost"]).known == {"compost"}
    assert dict(engine.vocabulary(most=10)) == {"compost": 1}
    assert engine.beginning(["secr"]) == []


def test_cleared_index_knows_nothing(engine):
    written(engine, "Compost")

    engine.clear()

    assert (found(engine, "compost"), set(engine.frequencies(["compost"]).known), list(engine.vocabulary(most=5))) == ([], set(), [])


def test_tokens_are_counted_by_texts_out_of_all(engine):
    written(engine, "Gardens", "Bread and gardens")
    written(engine, "Bread")

    told = engine.frequencies(["garden", "bread", "zeppelin"])

    assert (told.texts, dict(told.found)) == (2, {"garden": 1, "bread": 2})
    assert (engine.frequencies([]).texts, dict(engine.frequencies([]).found)) == (2, {})


def test_known_tokens_are_those_any_text_has(engine):
    written(engine, "Gardens", "l'économie", language="fr")

    assert engine.frequencies(["gardens", "economie", "zeppelin", ""]).known == {"gardens", "economie"}


def test_having_all_asks_for_every_word_in_one_text(engine):
    both = written(engine, "Compost", "of markets")
    apart = written(engine, "Compost")
    written(engine, "Markets", language="fr", entry=apart.entry)

    assert engine.having_all(query_terms("compost markets", "en")) == {both.entry_id}
    assert engine.having_all([]) == set()


def test_phrase_is_found_in_a_row_and_unstemmed(engine):
    text = written(engine, "Title", "the land trusts of the city")
    written(engine, "Title", "trusts of the land in the city")

    assert engine.having(plain_words("land trusts")) == {text.entry_id}
    assert engine.having(plain_words("land trust")) == set()


def test_phrase_may_run_from_the_title_on(engine):
    text = written(engine, "Land", "trusts")

    assert engine.having(["land", "trusts"]) == {text.entry_id}


def test_beginning_of_a_name_finds_it_shortest_first(engine):
    longer, shorter = written(engine, "Community land trust of Burlington"), written(engine, "Land trust")
    written(engine, "Other", "land trust in the body")

    assert engine.beginning(["land", "tr"]) == [shorter.entry_id, longer.entry_id]
    assert engine.beginning(["land", "tr"], most=1) == [shorter.entry_id]
    assert engine.beginning(["trust", "community"]) == []


def test_beginning_in_hangul_finds_the_name(engine):
    text = written(engine, "서울시 협동조합", language="ko")

    assert engine.beginning(plain_words("협동조")) == [text.entry_id]


def test_vocabulary_counts_texts_most_frequent_first(engine):
    written(engine, "Compost", "compost and markets")
    written(engine, "Compost")

    assert list(engine.vocabulary(most=2)) == [("compost", 2), ("and", 1)]


def test_long_text_is_found_by_its_last_word(engine):
    text = written(engine, "Long", " ".join(f"word{number}" for number in range(20_000)) + " zeppelin")

    assert found(engine, "zeppelin") == [text.pk]


def test_search_costs_two_queries_however_many_terms(engine, django_assert_num_queries):
    written(engine, "Compost")

    with django_assert_num_queries(2):
        searched(engine, query_terms("compost in the markets of the cities", "en"))


@pytest.mark.skipif(connection.vendor != "sqlite", reason="how SQLite goes about it")
def test_narrowed_search_reads_the_words_once_and_not_for_each_entry(engine):
    """With `rowid IN (…)` FTS5 is asked anew for every row: five seconds with some thousand entries."""
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {sqlite.SEARCH.format(within=sqlite.WITHIN)}", ["names : compost", "[1, 2]", 10])
        plan = [row[3] for row in cursor.fetchall()]

    (words,) = [step for step in plan if step.startswith("SCAN search_words")]
    assert "=" not in words.partition("INDEX")[2]
