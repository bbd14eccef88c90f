"""Totals somebody typed into an editorial text: “75 members in 33 countries”."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from cities.translation.languages import base_language

NUMBER = r"(?<![\d.,])(\d{1,3}(?:[  .,]\d{3})+|\d+)"
# The noun that follows the number, possibly after one adjective; Korean puts the counter behind both.
SPOKEN = {
    "en": {"members": r"members\b(?! of staff)", "countries": r"countries\b"},
    "fr": {"members": r"membres\b", "countries": r"pays\b"},
    "es": {"members": r"miembros\b", "countries": r"países\b"},
    "ko": {"members": r"(?:개|곳)?의? ?회원", "countries": r"개국"},
}
BEHIND = {"ko": {"members": r"회원 ?" + NUMBER + r"(?:곳|개|명)"}}


@dataclass(frozen=True)
class Spoken:
    """A total as a sentence gives it."""

    subject: str
    value: int
    language: str
    field: str


def spoken_figures(texts: Mapping[str, Mapping[str, Any]]) -> list[Spoken]:
    """Counts of members and countries in what editors wrote, language by language. What is filled in (`{members}`) cannot be wrong."""
    return [
        Spoken(subject, value, language, field)
        for language, text in sorted(texts.items())
        for field, words in sorted(text.items())
        if isinstance(words, str)
        for subject, value in _spoken(words, base_language(language))
    ]


def _spoken(words: str, language: str) -> Iterator[tuple[str, int]]:
    for subject, noun in SPOKEN.get(language, {}).items():
        patterns = [NUMBER + r"[  ]?" + noun, *filter(None, [BEHIND.get(language, {}).get(subject)])]
        for pattern in patterns:
            for found in re.finditer(pattern, words, re.IGNORECASE):
                yield subject, int(re.sub(r"\D", "", found[1]))
