import pytest
from hypothesis import given
from hypothesis import strategies as st

from cities.search.content import TextContent
from cities.search.cutting import LEAD, LONGEST, digest_of, passages_of, plain

SENTENCE = "Neighbours dig, sow and harvest together in the yard behind the school. "


def test_first_passage_is_title_and_summary():
    text = TextContent("en", "Gardens", "They feed a quarter.", fields={"problem": "Food is dear."})

    assert list(passages_of(text)) == [(LEAD, "Gardens\nThey feed a quarter."), ("problem", "Food is dear.")]


@pytest.mark.parametrize("text", [TextContent("en", "Gardens"), TextContent("en", "Gardens", "  ", fields={"problem": " \n"})])
def test_title_alone_is_a_passage(text):
    assert list(passages_of(text)) == [(LEAD, "Gardens")]


def test_long_text_is_cut_between_sentences():
    passages = list(passages_of(TextContent("en", "Gardens", SENTENCE * 20, fields={"problem": SENTENCE * 20})))

    assert [group for group, _ in passages] == [LEAD, "summary", "summary", "summary", "problem", "problem", "problem", "problem"]
    assert all(words.endswith("school.") for _, words in passages)


def test_korean_and_chinese_are_cut_too():
    assert [words for _, words in passages_of(TextContent("ko", "시장", fields={"problem": "가" * 1_000}))] == [
        "시장",
        "가" * LONGEST,
        "가" * LONGEST,
        "가" * (1_000 - 2 * LONGEST),
    ]
    assert len(list(passages_of(TextContent("zh", "市场", fields={"problem": "合作社很好。 " * 200})))) > 2


def test_also_is_found_by_words_but_has_no_meaning_of_its_own():
    assert list(passages_of(TextContent("en", "Gardens", also=("Dakar",)))) == [(LEAD, "Gardens")]


@pytest.mark.parametrize(
    ("markdown", "words"),
    [
        ("**Bold** and _thin_", "Bold and thin"),
        ("# Head\n\n> said", "Head said"),
        ("see [the charter](https://example.org/a)", "see the charter"),
        ("`code`", "code"),
        ("plain", "plain"),
    ],
)
def test_marks_of_markdown_are_no_words(markdown, words):
    assert " ".join(plain(markdown).split()) == words


@given(st.text(max_size=3_000))
def test_nothing_is_lost_or_too_long(words):
    passages = [passage for group, passage in passages_of(TextContent("en", "T", fields={"problem": words})) if group != LEAD]

    assert all(0 < len(passage) <= LONGEST for passage in passages)
    assert "".join("".join(passages).split()) == "".join(plain(words).split())


def test_digest_tells_parts_apart():
    assert digest_of("en", "ab") == digest_of("en", "ab") != digest_of("ena", "b")
    assert len(digest_of("x" * 10_000)) == 32
