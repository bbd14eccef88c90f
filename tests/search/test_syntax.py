from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cities.search.syntax import LONGEST_QUERY, MOST_PARTS, ParsedQuery, parse_query


@pytest.mark.parametrize(
    ("text", "parsed"),
    [
        ("community gardens", ParsedQuery("community gardens")),
        ('"community garden" Dakar', ParsedQuery("community garden Dakar", phrases=("community garden",))),
        ("garden -school", ParsedQuery("garden", without=("school",))),
        ('garden -"school meals"', ParsedQuery("garden", without=("school meals",))),
        ("jardin lang:fr", ParsedQuery("jardin", languages=("fr",))),
        ("LANG:pt-BR horta", ParsedQuery("horta", languages=("pt-BR",))),
        ("marché in:dakar", ParsedQuery("marché", places=("dakar",))),
        ('in:"Rio de Janeiro" crédito', ParsedQuery("crédito", places=("Rio de Janeiro",))),
        ("lang:fr lang:es lang:fr", ParsedQuery("", languages=("fr", "es"))),
        ("co-operative post-growth", ParsedQuery("co-operative post-growth")),
        ("care - work", ParsedQuery("care - work")),
        ("협동조합 -시장 in:전주", ParsedQuery("협동조합", without=("시장",), places=("전주",))),
    ],
)
def test_query_is_words_and_what_narrows_them(text, parsed):
    assert parse_query(text) == parsed


@pytest.mark.parametrize(
    ("text", "parsed"),
    [
        ("-lang:fr jardin", ParsedQuery("jardin")),
        ("-in:dakar jardin", ParsedQuery("jardin")),
        ("lang: fr", ParsedQuery("lang: fr")),
        ("plain:water names:x", ParsedQuery("plain:water names:x")),
        ("NEAR(a b, 5) AND OR NOT *", ParsedQuery("NEAR(a b, 5) AND OR NOT *")),
        ("it's {names} : ^x", ParsedQuery("it's {names} : ^x")),
    ],
)
def test_what_is_no_syntax_is_words(text, parsed):
    assert parse_query(text) == parsed


@pytest.mark.parametrize(
    ("text", "words"), [('"', ""), ('"""', ""), ('"' * 10_000, ""), ('-"', "-"), ('lang:"', "lang:"), ("", ""), ("  ", ""), ("\0\0", "")]
)
def test_quotes_and_signs_alone_are_next_to_nothing(text, words):
    assert parse_query(text) == ParsedQuery(words)


@pytest.mark.parametrize("text", ["“ruches urbaines”", "„ruches urbaines”", "« ruches urbaines »", "«ruches urbaines»"])
def test_quotes_of_every_keyboard_make_a_phrase(text):
    assert parse_query(text) == ParsedQuery("ruches urbaines", phrases=("ruches urbaines",))


@pytest.mark.parametrize(
    ("text", "exactly"),
    [
        ("ruches", '"ruches"'),
        ('ruches "sur les toits" in:dakar -miel lang:fr', '"ruches sur les toits" -miel lang:fr in:dakar'),
        ('ruches in:"new york" -"sur les toits"', '"ruches" -"sur les toits" in:"new york"'),
    ],
)
def test_query_can_be_asked_for_its_very_words(text, exactly):
    assert parse_query(text).exactly == exactly
    assert parse_query(exactly).phrases == (parse_query(text).words,)
    assert parse_query(exactly).without == parse_query(text).without


def test_quote_that_does_not_close_is_left_out():
    assert parse_query('"community garden') == ParsedQuery("community garden")


def test_control_characters_are_spaces():
    assert parse_query("water\0supply\u200bpipes\r\nlang:fr\x1b[0m") == ParsedQuery("water supply pipes [0m", languages=("fr",))


def test_query_narrows_by_language_and_place():
    assert [parse_query(text).narrows for text in ("lang:fr", "in:dakar", "-water", "")] == [True, True, False, False]


@pytest.mark.parametrize(
    "text", ["word " * 5_000, '"a b" ' * 5_000, "-x " * 5_000, "lang:" * 5_000, "in:x" * 5_000, "- " * 5_000, "a" * 500_000]
)
def test_long_query_is_cut_and_read_quickly(text):
    began = process_time()
    parsed = parse_query(text)

    assert process_time() - began < 0.3
    assert len(parsed.words) <= LONGEST_QUERY
    assert max(map(len, (parsed.phrases, parsed.without, parsed.languages, parsed.places))) <= MOST_PARTS


@given(st.one_of(st.text(), st.text(alphabet="\"'- langi:*()é조\0", max_size=60)))
def test_anything_is_a_query(text):
    parsed = parse_query(text)

    assert all(
        character.isprintable() and character != '"' for part in (parsed.words, *parsed.phrases, *parsed.without) for character in part
    )
