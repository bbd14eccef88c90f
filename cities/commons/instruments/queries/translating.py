"""What of a version there is to translate, part by part, in the order of its questions."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from cities.commons.instruments.models import Instrument, InstrumentVersion, Item, Option, Section
from cities.translation.models import Text

KINDS: dict[type, str] = {Instrument: "whole", Section: "section", Item: "item", Option: "option"}


@dataclass(frozen=True)
class Part:
    """Something with words of its own: the whole, a section, a question or an option; `owner` is its row."""

    kind: str
    owner: Any
    section: str
    original: Text
    text: Text | None

    @property
    def key(self) -> str:
        return f"{self.kind}-{self.owner.pk}"

    @property
    def fields(self) -> tuple[str, ...]:
        """Those the original says something in."""
        return tuple(field for field in self.original.words if getattr(self.original, field))

    @property
    def state(self) -> str:
        """`missing`, `stale`, or how the translation was made."""
        if self.text is None or self.text.missing_fields(self.original):
            return "missing"
        return "stale" if self.text.stale_fields(self.original) else self.text.state


def parts_to_translate(version: InstrumentVersion, language: str) -> tuple[Part, ...]:
    """Everything that has words in the original: a handful of queries. Options that come from a vocabulary are translated there."""
    instrument = version.instrument
    found: list[Part | None] = []
    # A published instrument keeps its name: answers of earlier versions stand under it.
    if not instrument.versions.exclude(state=InstrumentVersion.State.DRAFT).exists():
        found.append(_part(instrument, "", language))
    items = list(version.items.select_related("section").prefetch_related("texts", "options__entries__texts", "rows__entries__texts"))
    told: set[int] = set()
    for section in version.sections.prefetch_related("texts"):
        found.append(_part(section, section.code, language))
        for item in (item for item in items if item.section_id == section.pk):
            found.append(_part(item, section.code, language))
            found += [_part(option, section.code, language) for option in _options(item, told)]
    return tuple(part for part in found if part is not None and part.fields)


def _options(item: Item, told: set[int]) -> Iterator[Option]:
    """Options not met before: several questions may share a list."""
    lists = [item.rows] if item.scheme_id else [item.options, item.rows]
    for entries in lists:
        if entries is not None and entries.pk not in told:
            told.add(entries.pk)
            yield from entries.entries.all()


def _part(owner: Any, section: str, language: str) -> Part | None:
    original = owner.original_text
    return Part(KINDS[type(owner)], owner, section, original, owner.text_in(language)) if original is not None else None
