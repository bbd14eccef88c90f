"""The words an edition says itself, in every language it can be set in: headings, captions, labels.

Apart from the site's catalogs, for editions are also set in Korean. The lists hold one entry a word; a test holds them complete.
"""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from babel.dates import format_date, format_skeleton
from babel.numbers import format_compact_currency, format_decimal, format_percent

from cities.translation.languages import base_language, language_name

LANGUAGES = ("en", "fr", "es", "ko")
LISTS = ("words.toml", "kits.toml")


@cache
def word_list() -> Mapping[str, Mapping[str, str]]:
    words: dict[str, dict[str, str]] = {}
    for name in LISTS:
        words |= tomllib.loads((Path(__file__).parent / name).read_text(encoding="utf-8"))
    return words


@dataclass(frozen=True)
class Wording:
    """Words, numbers and dates of one language."""

    language: str

    @property
    def locale(self) -> str:
        return base_language(self.language)

    def say(self, key: str, /, **values: object) -> str:
        """`**values` fill the places of the entry; numbers as the language writes them."""
        said = {name: self.number(value) if isinstance(value, int | float) else value for name, value in values.items()}
        return word_list()[key][self.locale].format(**said)

    def count(self, key: str, number: int, /, **values: object) -> str:
        """An entry with a form for one and a form for many: `key-one`, `key`. French counts nothing as one."""
        is_one = number == 1 or (number == 0 and self.locale == "fr")
        return self.say(f"{key}-one" if is_one else key, number=number, **values)

    def number(self, value: float) -> str:
        return format_decimal(value, locale=self.locale)

    def share(self, value: float) -> str:
        return format_percent(value, locale=self.locale)

    def money(self, value: float, currency: str) -> str:
        """Short: `15 M €`."""
        return format_compact_currency(value, currency, locale=self.locale, fraction_digits=1 if value % 1_000_000 else 0)

    def day(self, value: str) -> str:
        """A day given as ISO 8601 has it."""
        # English is written here as in Europe: the day before the month.
        return format_date(date.fromisoformat(value), format="long", locale="en_GB" if self.locale == "en" else self.locale)

    def moment(self, value: str) -> str:
        """A day as far as it is known: a year, a season (`2013-22`), a month, a day."""
        parts = value.split("-")
        if len(parts) == 1:
            return value
        if len(parts) == 2 and int(parts[1]) > 12:
            return self.say(f"season-{parts[1]}", year=parts[0])
        if len(parts) == 2:
            return format_skeleton("yMMMM", date(int(parts[0]), int(parts[1]), 1), locale=self.locale)
        return self.day(value)

    def size(self, amount: int) -> str:
        """Bytes as people count them, never 0."""
        if amount < 1_000_000:
            return self.say("kilobytes", number=max(1, round(amount / 1000)))
        return self.say("megabytes", number=round(amount / 1_000_000, 1))

    def pairs(self, values: Iterable[tuple[str, str]]) -> str:
        """Names with what each is: a chart told to who does not see it."""
        return self.say("between-pairs").join(self.say("pair", name=name, value=value) for name, value in values)

    def named_language(self, tag: str) -> str:
        return language_name(tag, in_language=self.language)


@cache
def wording(language: str) -> Wording:
    """Raise ValueError for a language no edition can be set in."""
    if base_language(language) not in LANGUAGES:
        raise ValueError(f"no word list for {language}")
    return Wording(language)
