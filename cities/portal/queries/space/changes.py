"""What differs between a draft and what readers see, in words."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from cities.core.comparing import Conflict, Piece, Section, pieces
from cities.core.models import Picture
from cities.portal.queries.lists import Surroundings

Show = Callable[[Any, Surroundings], str]


@dataclass(frozen=True)
class Change:
    """One field, piece by piece."""

    label: str
    pieces: tuple[Piece, ...]
    language: str = ""


@dataclass(frozen=True)
class Clash:
    """A field two people changed: what the other one wrote."""

    label: str
    theirs: str


@dataclass(frozen=True)
class ShownSection:
    """A section with the labels of its fields, to compare two versions by. `language` where it is words."""

    section: Section[Any]
    labels: Mapping[str, str]
    language: str = ""


def changes(before: Any, after: Any, sections: Sequence[ShownSection], *, around: Surroundings) -> tuple[Change, ...]:
    """Fields that differ, in the order of the sections."""
    found = []
    for shown in sections:
        old, new = shown.section.read(before), shown.section.read(after)
        for field, label in shown.labels.items():
            if old.get(field) != new.get(field):
                laid = pieces(said(field, old.get(field), around), said(field, new.get(field), around))
                found.append(Change(label, laid, shown.language))
    return tuple(found)


def clashes(conflicts: Sequence[Conflict], labels: Mapping[str, str], *, around: Surroundings) -> tuple[Clash, ...]:
    return tuple(Clash(labels.get(one.field, one.field), said(one.field, one.theirs, around)) for one in conflicts)


def said(field: str, value: Any, around: Surroundings) -> str:
    """A value as a person reads it."""
    if field == "image":
        return Picture.objects.filter(pk=value).values_list("title", flat=True).first() or ""
    if field in ("territories", "seat"):
        return ", ".join(_place(key, around) for key in ([value] if isinstance(value, str) else value or ()) if key)
    if isinstance(value, tuple):
        return "\n".join(_row(item, around) for item in value)
    if isinstance(value, bool) or value is None:
        return ""
    return str(value)


def _row(item: Any, around: Surroundings) -> str:
    if isinstance(item, tuple):
        return ", ".join(around.vocabulary.label(cell) for cell in item if cell)
    return around.vocabulary.label(item)


def _place(key: str, around: Surroundings) -> str:
    try:
        place = around.places.by_id.get(UUID(key))
    except ValueError:
        return ""
    return around.places.full_name(place) if place else ""
