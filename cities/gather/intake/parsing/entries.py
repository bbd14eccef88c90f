"""What was read about one record, before anyone judged it."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from .notes import Note


@dataclass(frozen=True, kw_only=True)
class Entry:
    """A member or practice as a document or a table row presents it. Facts are codes where codes exist.

    `emails` are private: they never enter `facts`, notes, logs or JSON.
    """

    kind: str  # member | practice
    name: str
    acronym: str = ""
    member_since: int | None = None
    category: str = ""  # code of the member-categories; recognised from the words, never certain
    city: str = ""
    country: str = ""  # ISO 3166-1 alpha-2
    region: str = ""  # code of a region of the world
    websites: tuple[str, ...] = ()
    summary: str = ""
    text: str = ""
    language: str = ""  # BCP 47, of name, summary and text
    emails: tuple[str, ...] = ()
    started: int | None = None
    ended: int | None = None
    dated: str = ""  # as printed: "Fall of 2018"
    facts: Mapping[str, str] = field(default_factory=dict)  # further facts of a table's columns, as read
    title: str = ""  # as printed
    heading: str = ""  # code of the section it stands under
    line: int = 0
    last_line: int = 0
    page: int | None = None
    notes: tuple[Note, ...] = ()
    guessed: frozenset[str] = frozenset()  # fields that no line says: they fill what is empty and contradict nothing


# Fields that go into storage and JSON as they are; addresses, notes and where it was read are kept apart.
STORED = (
    "kind", "name", "acronym", "member_since", "category", "city", "country", "region", "summary", "text", "language", "started",
    "ended", "dated", "title", "heading",
)  # fmt: skip


def as_data(entry: Entry) -> dict[str, Any]:
    """The entry as JSON data, without e-mail addresses."""
    data: dict[str, Any] = {name: getattr(entry, name) for name in STORED}
    return {**data, "websites": list(entry.websites), "facts": dict(entry.facts), "guessed": sorted(entry.guessed)}


def from_data(data: Mapping[str, Any], *, emails: Iterable[str] = ()) -> Entry:
    """The reverse of `as_data`."""
    return Entry(
        **{name: data[name] for name in STORED if name in data},
        websites=tuple(data.get("websites", ())),
        facts=dict(data.get("facts", {})),
        guessed=frozenset(data.get("guessed", ())),
        emails=tuple(emails),
    )


def fingerprint(entry: Entry) -> str:
    """What two readings of the same statement share: everything but where it stands."""
    data = {**as_data(entry), "emails": sorted(entry.emails)}
    for name in ("title", "heading", "guessed"):
        data.pop(name)
    return hashlib.sha256(json.dumps(data, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


@dataclass(frozen=True)
class Listed:
    """A name in a list of the document: its contents, the list at the head of a section, a list of respondents."""

    title: str
    name: str
    acronym: str
    country: str
    line: int
    page: int | None = None
    heading: str = ""


@dataclass(frozen=True)
class Statement:
    """A total that a sentence of the document claims."""

    what: str
    printed: int
    line: int
    base: int | None = None  # for growth: what it grew from


@dataclass(frozen=True)
class PrintedTotals:
    """The document's own table of totals, as codes and numbers; what is not a number there is None."""

    line: int
    rows: Mapping[str, Mapping[str, int | None]]  # region code -> column -> number
    totals: Mapping[str, int | None]  # column -> number in the row of totals
    countries: Mapping[str, tuple[str, ...]]  # region code -> alpha-2 codes
    unread: tuple[str, ...] = ()  # names of countries that were not understood
    named: tuple[str, ...] = ()  # acronyms of members that the table mentions


@dataclass(frozen=True)
class Reading:
    """Everything a document said: its records, and what it says about them elsewhere."""

    profile: str
    kind: str
    entries: tuple[Entry, ...]
    lists: Mapping[str, tuple[Listed, ...]] = field(default_factory=dict)  # "contents", "sections", "respondents"
    pairs: Mapping[str, Mapping[int, int]] = field(default_factory=dict)  # list -> place in list -> place in entries
    statements: tuple[Statement, ...] = ()
    totals: PrintedTotals | None = None
