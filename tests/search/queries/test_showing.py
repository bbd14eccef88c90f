import pytest

from cities.commons.practices.models import Practice
from cities.core.actions import withdraw_record
from cities.search.queries import Reason, Search, hits, rank
from cities.search.ranking import added
from cities.search.snippets import LENGTH
from tests.factories import PracticeFactory

pytestmark = pytest.mark.django_db


def shown(query, *, reader="en", limit=10, offset=0):
    return hits(rank(Search(query, reader=reader)), reader=reader, limit=limit, offset=offset)


def reasons(hit, signal):
    return [reason for reason in hit.reasons if reason.signal == signal]


@pytest.mark.parametrize(
    ("reader", "language", "title"),
    [
        ("en", "en", "Cooperative of market traders"),
        ("ko", "ko", "전통시장 상인 협동조합"),
        ("fr", "en", "Cooperative of market traders"),
    ],
)
def test_hit_is_shown_in_the_readers_best_language(network, reader, language, title):
    (hit,) = shown("stallholders", reader=reader)

    assert (hit.language, hit.title, hit.original) == (language, title, "ko")


def test_hit_tells_what_it_is(network):
    (hit,) = shown("jardin", reader="fr")

    assert (hit.record_id, hit.kind, hit.year, hit.places) == (network.gardens, "practice", 2012, ("sn", "sn-dakar"))
    assert (hit.state, hit.summary.startswith("Des habitantes")) == ("original", True)
    assert hit.score == round(sum(added(hit.signals).values()), 3)


def test_snippet_is_the_passage_that_answers_with_its_words_marked(network):
    (hit,) = shown("légumes", reader="fr")

    assert (hit.snippet.language, hit.snippet.group) == ("fr", "title")
    assert [part for part, is_asked in hit.snippet.parts if is_asked] == ["légumes"]


def test_snippet_comes_from_the_field_that_has_the_words():
    PracticeFactory(texts={"en": {"title": "Any", "problem": "Nothing here.", "results": "Neighbours share tools."}}, published=True)

    (hit,) = shown("tools")

    assert (hit.snippet.group, hit.snippet.words) == ("results", "Neighbours share tools.")


def test_snippet_of_hangul_is_marked_by_syllables(network):
    (hit,) = shown("배달", reader="ko")

    assert [part for part, is_asked in hit.snippet.parts if is_asked] == ["배달"]


def test_long_passage_is_cut():
    PracticeFactory(texts={"en": {"title": "Any", "problem": "Words without end and more of them " * 12 + "zebra."}}, published=True)

    (hit,) = shown("zebra")

    assert len(hit.snippet.words) <= LENGTH + 4
    assert ("zebra", True) in hit.snippet.parts


def test_snippet_by_meaning_may_be_in_another_language(meaning):
    hit = shown("growing vegetables on top of buildings")[0]

    assert (hit.record_id, hit.snippet.language) == (meaning.gardens, "fr")
    assert reasons(hit, "meaning") == [Reason("meaning", language="fr", group="title")]


def test_words_that_matched_are_told_as_they_stand(network):
    (hit,) = shown("habitante legume", reader="fr")

    assert reasons(hit, "words") == [Reason("words", language="fr", group="text", words=("habitantes", "légumes"))]


def test_words_in_the_title_are_told_so(network):
    (hit,) = shown("jardin", reader="fr")

    assert reasons(hit, "words") == [Reason("words", language="fr", group="title", words=("micro-jardins",))]


def test_name_concept_and_place_are_reasons(network):
    (name,) = shown("FINSOL", reader="fr")
    concept = shown("urban farming")[0]
    place = shown("Dakar", reader="fr")

    assert reasons(name, "name") == [Reason("name", words=("Réseau de finance solidaire",))]
    assert reasons(concept, "concept") == [Reason("concept", subject="themes:urban-farming")]
    assert {hit.record_id for hit in place if reasons(hit, "place") == [Reason("place", subject="sn-dakar")]} == {
        network.gardens,
        network.finance,
    }


def test_every_hit_has_a_reason(meaning):
    for query in ("food", "market lang:en", "growing vegetables", "Dakar", "FINSOL", "low rents"):
        assert all(hit.reasons for hit in shown(query)), query


def test_pages_follow_each_other_and_miss_nothing():
    for number in range(5):
        PracticeFactory(texts={"en": {"title": f"Shared word {number}"}}, published=True)
    whole = [hit.record_id for hit in shown("shared")]

    pages = [hit.record_id for offset in (0, 2, 4) for hit in shown("shared", limit=2, offset=offset)]

    assert pages == whole
    assert len(set(whole)) == 5
    assert shown("shared", offset=5) == []


def test_what_has_gone_since_it_was_ranked_is_left_out(network):
    ranking = rank(Search("jardin", reader="fr"))

    withdraw_record(Practice.objects.get(pk=network.gardens), reason="Asked for.", by=None)

    assert hits(ranking, reader="fr", limit=10) == []


def test_list_without_a_query_has_no_snippets(network):
    listed = shown("lang:fr", reader="fr")

    assert {(hit.snippet, hit.reasons) for hit in listed} == {(None, ())}
    assert len(listed) == 2


@pytest.mark.parametrize("count", [1, 3])
def test_hits_by_words_cost_two_queries_however_many(count, django_assert_num_queries):
    for _ in range(count):
        PracticeFactory(texts={"en": {"title": "Commons"}, "fr": {"title": "Communs"}}, published=True)
    ranking = rank(Search("commons", reader="en"))

    with django_assert_num_queries(2):
        assert len(hits(ranking, reader="en", limit=10)) == count


@pytest.mark.parametrize("limit", [1, 3])
def test_hits_by_meaning_cost_at_most_three_queries(limit, meaning, django_assert_max_num_queries):
    ranking = rank(Search("growing vegetables for the market", reader="en"))

    with django_assert_max_num_queries(3):
        assert len(hits(ranking, reader="en", limit=limit)) >= 1
