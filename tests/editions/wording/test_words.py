import ast
import re
from pathlib import Path

import pytest

from cities import editions
from cities.editions.queries import SECTIONS
from cities.editions.wording import LANGUAGES, word_list, wording

PLACE = re.compile(r"\{(\w+)\}")


@pytest.mark.parametrize("key", sorted(word_list()))
def test_every_word_is_there_in_every_language_with_the_same_places(key):
    entry = word_list()[key]

    assert tuple(entry) == LANGUAGES
    assert all(entry.values())
    assert len({frozenset(PLACE.findall(words)) for words in entry.values()}) == 1


def test_every_word_is_said_somewhere():
    """By its name, or by one that is put together: `phase-…`."""
    nodes = [
        node for path in Path(editions.__file__).parent.rglob("*.py") for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    ]
    named = {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    joined = {
        "".join(re.escape(part.value) if isinstance(part, ast.Constant) else "[a-z0-9-]+" for part in node.values)
        for node in nodes
        if isinstance(node, ast.JoinedStr)
    }
    patterns = [re.compile(pattern) for pattern in joined if re.match("[a-z]", pattern)]

    said = {key for key in word_list() if key in named or any(pattern.fullmatch(key) for pattern in patterns)}
    assert sorted(set(word_list()) - said - {f"{key}-one" for key in said}) == []


def test_every_section_has_a_heading():
    assert [section.code for section in SECTIONS if section.code not in word_list()] == []


def test_numbers_days_and_money_are_written_as_the_language_does():
    assert [wording(language).number(1234.5) for language in LANGUAGES] == ["1,234.5", "1\u202f234,5", "1.234,5", "1,234.5"]
    assert [wording(language).day("2021-08-31") for language in LANGUAGES] == [
        "31 August 2021",
        "31 août 2021",
        "31 de agosto de 2021",
        "2021년 8월 31일",
    ]
    assert wording("fr").money(2_200_000, "EUR") == "2,2\xa0M\xa0€"


def test_french_counts_nothing_as_one():
    assert [wording("fr").count("n-members", number) for number in (0, 1, 2)] == ["0 membre", "1 membre", "2 membres"]
    assert [wording("en").count("n-members", number) for number in (0, 1, 2)] == ["0 members", "1 member", "2 members"]


def test_a_language_without_a_word_list_is_refused():
    with pytest.raises(ValueError, match="no word list for pt"):
        wording("pt")


def test_what_a_chart_shows_is_told_as_the_language_writes_it():
    values = [("Europe", "6"), ("Asie", "19")]

    assert wording("en").pairs(values) == "Europe: 6; Asie: 19"
    assert wording("fr").pairs(values) == "Europe\N{NO-BREAK SPACE}: 6\N{NO-BREAK SPACE}; Asie\N{NO-BREAK SPACE}: 19"


def test_no_french_line_breaks_before_its_punctuation():
    broken = [key for key, told in word_list().items() if re.search(r" [:;?!»]|« ", told["fr"])]

    assert broken == []
