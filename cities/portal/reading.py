"""Which words of a record a reader gets to see, and what must be said about them. No database."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from cities.translation.digests import digest
from cities.translation.languages import base_language, best_language, text_direction
from cities.translation.models import Text, TextState


@dataclass(frozen=True)
class Words:
    """One field of a record in the language that serves the reader best."""

    text: str
    language: str
    state: str
    is_foreign: bool
    is_stale: bool

    @property
    def direction(self) -> str:
        return text_direction(self.language)

    @property
    def is_machine(self) -> bool:
        return self.state == TextState.MACHINE

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True)
class Version:
    """One language a record exists in: how its words were made, how much of the original it has."""

    language: str
    state: str
    is_stale: bool
    is_partial: bool


@dataclass(frozen=True)
class Wording:
    """Everything a page says of a record in its own words."""

    fields: Mapping[str, Words]
    original_language: str
    versions: tuple[Version, ...]

    def __getitem__(self, field: str) -> Words:
        """For templates: a field nobody has written must raise, or they would not look for attributes."""
        return self.fields[field]

    def get(self, field: str) -> Words | None:
        return self.fields.get(field)

    @property
    def foreign_languages(self) -> tuple[str, ...]:
        """Languages other than the reader's that some of the words are in."""
        return tuple(dict.fromkeys(words.language for words in self.fields.values() if words.is_foreign))

    @property
    def is_all_foreign(self) -> bool:
        return bool(self.fields) and all(words.is_foreign for words in self.fields.values())

    @property
    def has_machine_words(self) -> bool:
        return any(words.is_machine for words in self.fields.values())

    @property
    def stale_fields(self) -> tuple[str, ...]:
        return tuple(field for field, words in self.fields.items() if words.is_stale)


def words_of(texts: Iterable[Any], field: str, *, language: str) -> Words | None:
    """The field in the reader's language or the nearest that has it; None when nobody has written it."""
    written = {text.language: text for text in texts if getattr(text, field)}
    original = next((text for text in written.values() if text.is_original), None)
    chosen = best_language(written, language, original=original.language if original else None)
    if chosen is None:
        return None
    text = written[chosen]
    return Words(
        text=getattr(text, field),
        language=text.language,
        state=text.state,
        is_foreign=base_language(text.language) != base_language(language),
        is_stale=_is_stale(text, field, original),
    )


def wording(texts: Iterable[Any], fields: Iterable[str], *, language: str) -> Wording:
    """All of `fields`, each in the language that serves the reader best: a translated title may stand above an untranslated text."""
    known = list(texts)
    wanted = tuple(fields)
    found = {field: words_of(known, field, language=language) for field in wanted}
    original = next((text for text in known if text.is_original), None)
    return Wording(
        fields={field: words for field, words in found.items() if words},
        original_language=original.language if original else "",
        versions=tuple(_version(text, wanted, original) for text in sorted(known, key=lambda text: not text.is_original)),
    )


def _version(text: Text, fields: Iterable[str], original: Text | None) -> Version:
    written = [field for field in fields if getattr(text, field)]
    return Version(
        language=text.language,
        state=text.state,
        is_stale=any(_is_stale(text, field, original) for field in written),
        is_partial=original is not None and any(getattr(original, field) and not getattr(text, field) for field in fields),
    )


def _is_stale(text: Text, field: str, original: Text | None) -> bool:
    """Only this field is asked for: lists load no others."""
    if text.is_original or original is None or field not in text.made_from:
        return False
    return bool(text.made_from[field] != digest(getattr(original, field)))
