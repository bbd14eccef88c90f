"""The contract with OpenSearch: what it is asked, and what is made of its answers."""

import pytest

from cities.search.analysis import Term
from cities.search.engines import EngineFault, Frequencies, IndexedWords, WordHit
from cities.search.engines.opensearch import OpenSearchWords
from cities.search.models import Unsent
from tests.search.engines.indexed import searched
from tests.search.engines.opensearch.recorded import counted, hits, taken

SEARCH = "POST /commons-texts/_search"
BULK = "POST /commons-texts/_bulk"


@pytest.fixture
def engine(service):
    return OpenSearchWords(service)


def test_text_is_sent_as_its_tokens_after_the_transaction(db, engine, recorded, django_capture_on_commit_callbacks):
    recorded.answer(BULK, taken)

    with django_capture_on_commit_callbacks(execute=True):
        engine.write([IndexedWords(7, 3, "ko", ["협동", "동조"], ["주민"], ["협동", "동조", "협동"])])

    document = {
        "entry_id": 3,
        "language": "ko",
        "length": 5,
        "names": "협동 동조",
        "body": "주민",
        "plain": "협동 동조 협동",
        "vocabulary": ["협동", "동조"],
    }
    assert recorded.bodies(BULK) == [[{"index": {"_id": "7"}}, document]]
    assert Unsent.objects.count() == 0


def test_mapping_takes_every_field_of_a_text(recorded, engine, db):
    recorded.answer("GET /commons-texts/_count", {"count": 5, "_shards": {"total": 1, "successful": 1, "skipped": 0, "failed": 0}})

    assert engine.count() == 5
    properties = recorded.bodies("PUT /commons-texts")[0]["mappings"]["properties"]
    assert set(properties) == {"entry_id", "language", "length", "names", "body", "plain", "vocabulary"}
    assert {properties[name]["analyzer"] for name in ("names", "body", "plain")} == {"whitespace"}


def test_text_is_taken_away_after_the_transaction(db, engine, recorded, django_capture_on_commit_callbacks):
    recorded.answer(BULK, taken)

    with django_capture_on_commit_callbacks(execute=True):
        engine.forget([7, 8])

    assert recorded.bodies(BULK) == [[{"delete": {"_id": "7"}}, {"delete": {"_id": "8"}}]]


def test_server_away_while_publishing_is_told_when_it_is_back(db, engine, recorded, django_capture_on_commit_callbacks):
    recorded.answer(BULK, {"error": "unavailable"}, status=503)
    with django_capture_on_commit_callbacks(execute=True):
        engine.forget([7])
    assert Unsent.objects.count() == 1
    recorded.answer(BULK, taken)

    engine.settle()

    assert Unsent.objects.count() == 0


def test_cleared_index_is_made_anew_and_nothing_waits(db, engine, recorded):
    Unsent.objects.create(index="texts", item=1)

    engine.clear()

    assert [f"{asked.method} {asked.path}" for asked in recorded.asked] == [
        "DELETE /commons-texts?ignore_unavailable=true",
        "PUT /commons-texts",
    ]
    assert Unsent.objects.count() == 0


def test_terms_are_asked_for_in_names_and_body_within_entries(engine, recorded):
    recorded.answer(SEARCH, counted(40, 4, 4, total=100), hits((7, 5.0, {"entry_id": 3, "language": "fr"})))
    terms = [Term("garden", (("garden",),)), Term("협동조", (("협동", "동조"),))]

    found = searched(engine, terms, entries=[3, 4], most=20)

    frequencies, search = recorded.bodies(SEARCH)
    assert frequencies["aggs"]["tokens"]["filters"]["filters"][0] == {
        "bool": {"should": [{"term": {"names": "garden"}}, {"term": {"body": "garden"}}], "minimum_should_match": 1}
    }
    assert (frequencies["size"], frequencies["track_total_hits"], search["size"]) == (0, True, 20)
    query = search["query"]["bool"]
    assert query["filter"] == [{"terms": {"entry_id": [3, 4]}}]
    assert query["should"][0]["dis_max"]["queries"] == [
        {"match_phrase": {"names": {"query": "협동 동조", "boost": 2.0}}},
        {"match_phrase": {"body": {"query": "협동 동조", "boost": 1.1}}},
    ]
    assert query["should"][1]["dis_max"]["queries"][0] == {"term": {"names": {"value": "garden", "boost": 4.0}}}
    # The rarities of the two terms, 3.06 and .40, with the gain a good text reaches.
    assert found == [WordHit(7, 3, "fr", pytest.approx(5.0 / (1.6 * (3.064 + 0.400)), rel=0.01))]


def test_words_nobody_has_are_not_searched_for(engine, recorded):
    recorded.answer(SEARCH, counted(0, total=100))

    assert searched(engine, [Term("zeppelin", (("zeppelin",),))]) == []
    assert len(recorded.asked) == 1
    assert searched(engine, []) == []


def test_more_entries_than_can_be_named_are_looked_through(engine, recorded):
    source = {"language": "fr"}
    recorded.answer(SEARCH, counted(4, total=9), hits((7, 1.0, {"entry_id": 70_001, **source}), (8, 1.0, {"entry_id": 1, **source})))

    found = searched(engine, [Term("garden", (("garden",),))], entries=set(range(70_000)))

    assert [hit.entry_id for hit in found] == [1]
    assert "filter" not in recorded.bodies(SEARCH)[1]["query"]["bool"]


def test_tokens_are_counted_in_names_and_body_and_known_anywhere(engine, recorded):
    recorded.answer(SEARCH, counted(0, 3, 0, total=9, known=(0, 3, 1)))

    told = engine.frequencies(["garden", "absent", "the", ""])

    assert (told.texts, told.found, set(told.known)) == (9, {"garden": 3}, {"garden", "the"})
    assert engine.frequencies([]) == Frequencies()


def test_entries_with_every_term_are_read_page_by_page(engine, recorded, monkeypatch):
    monkeypatch.setattr("cities.search.engines.opensearch.words.MOST_BUCKETS", 2)
    pages = [
        {"after_key": {"entry": 2}, "buckets": [{"key": {"entry": 1}, "doc_count": 1}, {"key": {"entry": 2}, "doc_count": 1}]},
        {"after_key": {"entry": 9}, "buckets": [{"key": {"entry": 9}, "doc_count": 1}]},
    ]
    recorded.answer(SEARCH, *({**hits(), "aggregations": {"entries": page}} for page in pages))

    assert engine.having_all([Term("garden", (("garden",), ("gardens",)))]) == {1, 2, 9}

    first, second = recorded.bodies(SEARCH)
    assert {"term": {"body": "gardens"}} in first["query"]["bool"]["filter"][0]["bool"]["should"]
    assert ("after" in first["aggs"]["entries"]["composite"], second["aggs"]["entries"]["composite"]["after"]) == (False, {"entry": 2})
    assert engine.having_all([]) == set()


def test_phrase_is_looked_for_in_plain_words(engine, recorded):
    recorded.answer(SEARCH, {**hits(), "aggregations": {"entries": {"buckets": [{"key": {"entry": 4}, "doc_count": 2}]}}})

    assert engine.having(["land", "trusts"]) == {4}
    assert recorded.bodies(SEARCH)[0]["query"] == {"bool": {"filter": [{"match_phrase": {"plain": "land trusts"}}]}}


def test_beginning_of_a_name_is_found_once_an_entry(engine, recorded):
    recorded.answer(SEARCH, hits((7, 0.0, {"entry_id": 3}), (9, 0.0, {"entry_id": 5})))

    assert engine.beginning(["land", "tr"], most=5) == [3, 5]

    body = recorded.bodies(SEARCH)[0]
    assert body["query"]["bool"]["filter"] == [{"match_phrase_prefix": {"names": {"query": "land tr", "max_expansions": 200}}}]
    assert (body["collapse"], body["size"], body["sort"][0]) == ({"field": "entry_id"}, 5, {"length": "asc"})


def test_vocabulary_comes_most_frequent_first(engine, recorded):
    buckets = [{"key": "city", "doc_count": 9}, {"key": "garden", "doc_count": 2}]
    recorded.answer(SEARCH, {**hits(), "aggregations": {"words": {"buckets": buckets, "sum_other_doc_count": 0}}})

    assert list(engine.vocabulary(most=90_000)) == [("city", 9), ("garden", 2)]
    assert recorded.bodies(SEARCH)[0]["aggs"]["words"]["terms"]["size"] == 65_000


def test_search_of_a_server_that_is_away_is_a_fault(engine, recorded):
    recorded.answer(SEARCH, {"error": "unavailable"}, status=503)

    with pytest.raises(EngineFault):
        searched(engine, [Term("garden", (("garden",),))])
