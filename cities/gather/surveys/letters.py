"""What a campaign writes: wording with names in braces, `{organisation}`, that are filled in for each letter. Plain Python."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from cities.core.letters import Words
from cities.translation.languages import best_language

WORDING = Path(__file__).parent / "wording"
SHIPPED_LANGUAGES = ("en", "fr", "es", "ko")
# What may stand in braces.
NAMES = ("organisation", "title", "asked_by", "introduction", "minutes", "closes_on", "link", "decline_link")
NAME = re.compile(r"\{([a-z_]*)\}")
BLANK_LINES = re.compile(r"\n{3,}")


@dataclass(frozen=True, slots=True)
class LetterWording:
    """Subject and body before anything is filled in."""

    subject: str
    body: str
    language: str


def shipped_wording(occasion: str, language: str) -> LetterWording:
    """The wording that comes with the software, in the language nearest to `language`."""
    return _read(occasion, best_language(SHIPPED_LANGUAGES, language, original="en") or "en")


@cache
def _read(occasion: str, language: str) -> LetterWording:
    first, _newline, body = (WORDING / f"{occasion}.{language}.txt").read_text(encoding="utf-8").partition("\n")
    return LetterWording(first.removeprefix("Subject:").strip(), body.strip() + "\n", language)


def unknown_names(words: str) -> list[str]:
    """Names in braces that nothing is filled in for, in the order they come."""
    return list(dict.fromkeys(name for name in NAME.findall(words) if name not in NAMES))


def filled_in(wording: LetterWording, values: Mapping[str, str]) -> Words:
    """A letter ready to be posted. What is filled in is never read for names again; an empty value leaves no gap."""

    def fill(words: str) -> str:
        return NAME.sub(lambda name: values.get(name[1], name[0]), words)

    return Words(fill(wording.subject), BLANK_LINES.sub("\n\n", fill(wording.body)), wording.language)
