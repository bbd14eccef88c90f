"""Reading profiles: data that says what the entries of a kind of document look like."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from functools import cache
from pathlib import Path
from typing import Any

from cities.gather.intake.reading import Document, UnreadableDocument

FOLDER = Path(__file__).parent.parent / "profiles"
# Patterns are tried on the beginning of a line only: a body paragraph may be long, a title is not.
LONGEST_TRIED = 2_000


class UnsoundProfile(Exception):
    """A reading profile with an unknown key, a missing one or a pattern that does not compile."""


@dataclass(frozen=True)
class Fit:
    pattern: re.Pattern[str]
    at_least: int


@dataclass(frozen=True)
class Part:
    """Where the entries begin and end. `ends` is tried on three lines with text at a time."""

    begins: re.Pattern[str] | None = None
    ends: re.Pattern[str] | None = None


@dataclass(frozen=True)
class EntryMarks:
    since: re.Pattern[str] | None = None
    place: re.Pattern[str] | None = None
    date: re.Pattern[str] | None = None
    page: re.Pattern[str] | None = None
    aside: re.Pattern[str] | None = None
    skip: tuple[re.Pattern[str], ...] = ()
    web_marks: tuple[str, ...] = ()
    mail_marks: tuple[str, ...] = ()
    longest_title: int = 140
    longest_title_line: int = 140


@dataclass(frozen=True)
class Contents:
    begins: re.Pattern[str]
    ends: re.Pattern[str]
    after: re.Pattern[str] | None = None


@dataclass(frozen=True)
class NameList:
    name: str
    begins: re.Pattern[str]
    ends: re.Pattern[str]


@dataclass(frozen=True)
class Section:
    region: str
    headings: tuple[str, ...]


@dataclass(frozen=True)
class Category:
    code: str
    regions: tuple[str, ...] = ()
    name: re.Pattern[str] | None = None
    unless_name: re.Pattern[str] | None = None
    text: re.Pattern[str] | None = None


@dataclass(frozen=True)
class TotalsTable:
    header: re.Pattern[str]
    total: re.Pattern[str]
    columns: Mapping[str, re.Pattern[str]]
    categories: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class StatementMark:
    what: str
    pattern: re.Pattern[str]


@dataclass(frozen=True)
class Profile:
    name: str
    records: str
    titles: Mapping[str, str]
    fit: tuple[Fit, ...]
    entry: EntryMarks
    part: Part = Part()
    language: str = ""
    layout: str = "paragraphs"
    contents: Contents | None = None
    lists: tuple[NameList, ...] = ()
    sections: tuple[Section, ...] = ()
    categories: tuple[Category, ...] = ()
    table: TotalsTable | None = None
    statements: tuple[StatementMark, ...] = ()


PATTERNS = frozenset(
    ["pattern", "begins", "ends", "after", "since", "place", "date", "page", "aside", "header", "total", "unless_name", "text"]
)


def _pattern(text: str) -> re.Pattern[str]:
    try:
        return re.compile(text)
    except re.error as fault:
        raise UnsoundProfile(f"{text}: {fault}") from fault


def _built(kind: type[Any], values: Mapping[str, Any]) -> Any:
    """Build one dataclass of a profile from its TOML table; a key it does not know is an error."""
    known = {each.name for each in fields(kind)}
    if unknown := set(values) - known:
        raise UnsoundProfile(f"{kind.__name__}: {', '.join(sorted(unknown))}")
    try:
        return kind(**{key: _value(kind, key, value) for key, value in values.items()})
    except TypeError as fault:
        raise UnsoundProfile(f"{kind.__name__}: {fault}") from fault


def _value(kind: type[Any], key: str, value: Any) -> Any:
    if kind is Profile and key in PARTS:
        part = PARTS[key]
        return tuple(_built(part, each) for each in value) if isinstance(value, list) else _built(part, value)
    if key == "skip":
        return tuple(_pattern(each) for each in value)
    if key == "columns":
        return {code: _pattern(each) for code, each in value.items()}
    if key in PATTERNS or (kind is Category and key == "name"):
        return _pattern(value)
    return tuple(value) if isinstance(value, list) else value


PARTS: Mapping[str, type[Any]] = {
    "fit": Fit, "part": Part, "entry": EntryMarks, "contents": Contents, "lists": NameList, "sections": Section,
    "categories": Category, "table": TotalsTable, "statements": StatementMark,
}  # fmt: skip


def load_profile(text: str) -> Profile:
    """Read a profile from TOML. Raises UnsoundProfile with the place of the fault."""
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        raise UnsoundProfile(str(fault)) from fault
    profile: Profile = _built(Profile, values)
    return profile


@cache
def all_profiles() -> tuple[Profile, ...]:
    return tuple(load_profile(path.read_text("utf-8")) for path in sorted(FOLDER.glob("*.toml")))


def profile_for(document: Document, name: str = "", *, among: Iterable[Profile] | None = None) -> Profile:
    """Return the named profile, or the one that fits the document best. Raises UnreadableDocument."""
    profiles = tuple(all_profiles() if among is None else among)
    if name:
        named = next((profile for profile in profiles if profile.name == name), None)
        if named is None:
            raise UnreadableDocument("unknown-profile", profile=name, known=", ".join(each.name for each in profiles))
        return named
    best = max(profiles, key=lambda profile: fitness(profile, document), default=None)
    if best is None or not fitness(best, document):
        raise UnreadableDocument("no-profile")
    return best


def fitness(profile: Profile, document: Document) -> int:
    """Count the lines that speak for a profile; 0 unless each of its signs is there often enough."""
    counts = [sum(1 for line in document.lines if fit.pattern.search(line.text[:LONGEST_TRIED].strip())) for fit in profile.fit]
    enough = all(count >= fit.at_least for count, fit in zip(counts, profile.fit, strict=True))
    return sum(counts) if enough and counts else 0
