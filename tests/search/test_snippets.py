import pytest
from hypothesis import given
from hypothesis import strategies as st

from cities.search.analysis import query_terms
from cities.search.engines import tokens_of
from cities.search.snippets import LENGTH, Snippet, marked, snippet

FILLER = "Nothing of interest is said in this sentence at all. "


def wanted_by(query, language="en"):
    return tokens_of(query_terms(query, language))


def words_marked(words, query, *, language="en", asked_in="en"):
    return [words[start:end] for start, end in marked(words, language=language, wanted=wanted_by(query, asked_in))]


@pytest.mark.parametrize(
    ("words", "query", "language", "found"),
    [
        ("Gardens and a garden, gardening.", "garden", "en", ["Gardens", "garden", "gardening"]),
        ("Une coopérative d’habitants", "cooperatives habitant", "fr", ["coopérative", "d’habitants"]),
        ("L’économie sociale", "economie", "fr", ["L’économie"]),
        ("Micro-jardins à Dakar", "jardin", "fr", ["Micro-jardins"]),
        ("La E.S.S. y la ESS", "ess", "es", ["ESS"]),
        ("사회적협동조합을 만들다", "협동조합", "ko", ["협동조합"]),
        ("전주의 시장은 크다", "시장", "ko", ["시장"]),
        ("SSE조례를 만들다", "조례", "ko", ["조례"]),
        ("東京のコーヒー", "コーヒー", "ja", ["コーヒー"]),
        ("सहकारी समिति", "समिति", "hi", ["समिति"]),
        ("nothing here", "garden", "en", []),
        ("", "garden", "en", []),
    ],
)
def test_marks_lie_on_the_words_asked_for(words, query, language, found):
    assert words_marked(words, query, language=language, asked_in=language) == found


def test_words_of_another_language_are_marked_too():
    assert words_marked("Des coopératives", "cooperative", language="fr", asked_in="en") == ["coopératives"]


def test_nothing_asked_marks_nothing():
    assert marked("Gardens", language="en", wanted=frozenset()) == ()


def test_short_passage_is_shown_whole():
    assert snippet("A garden.", language="en", group="problem", wanted=frozenset({"garden"})) == Snippet(
        "A garden.", "en", "problem", ((2, 8),)
    )


def test_mark_of_a_list_is_not_what_a_snippet_begins_with():
    shown = snippet("- bread - salt", language="en", group="body", wanted=frozenset({"salt"}))

    assert (shown.words, shown.parts) == ("bread - salt", [("bread - ", False), ("salt", True)])


def test_long_passage_begins_where_nothing_is_asked():
    shown = snippet(FILLER * 20, language="en", group="problem", wanted=frozenset())

    assert shown.words.startswith("Nothing of interest")
    assert shown.words.endswith(" …")
    assert shown.marks == ()


def test_long_passage_is_cut_around_the_first_word_asked_for():
    shown = snippet(FILLER * 10 + "People share a garden. " + FILLER * 10, language="en", group="problem", wanted=frozenset({"garden"}))

    assert shown.words.startswith("… People share a garden. Nothing")
    assert [part for part, is_asked in shown.parts if is_asked] == ["garden"]


def test_sentence_that_begins_too_far_away_is_cut_between_words():
    shown = snippet("word " * 100 + "garden " + "word " * 100, language="en", group="problem", wanted=frozenset({"garden"}))

    assert shown.words.startswith("… word word")
    assert ("garden", True) in shown.parts


def test_passage_without_spaces_is_cut_all_the_same():
    shown = snippet("가" * 400 + "협동조합" + "나" * 400, language="ko", group="problem", wanted=frozenset({"협동", "동조", "조합"}))

    assert shown.words.startswith("… 협동조합나")
    assert (len(shown.words), shown.parts[1]) == (LENGTH + 4, ("협동조합", True))


@given(
    words=st.one_of(st.text(max_size=800), st.text(alphabet="garden s. 협동조합\n’-é", max_size=800)),
    query=st.sampled_from(["garden", "협동조합", "s gard", "é"]),
    language=st.sampled_from(["en", "fr", "ko", "sw"]),
)
def test_snippet_is_part_of_the_passage_and_its_marks_are_in_order(words, query, language):
    shown = snippet(words, language=language, group="g", wanted=wanted_by(query, language))

    assert "".join(part for part, _ in shown.parts) == shown.words
    assert shown.words.removeprefix("… ").removesuffix(" …") in words
    assert len(shown.words) <= LENGTH + 4
    flat = [place for mark in shown.marks for place in mark]
    assert flat == sorted(flat)
    assert all(start < end <= len(shown.words) for start, end in shown.marks)
    assert all(part for part, _ in shown.parts)
