"""What an app tells the index about one of its records."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import Model, QuerySet


@dataclass(frozen=True)
class TextContent:
    """The words of a record in one language. `fields` by name, in reading order: long ones are cut into passages."""

    language: str
    title: str
    summary: str = ""
    # How it was made: original, by a person, by a machine.
    state: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)
    # Found by, not shown: labels of concepts, names of places, titles of files.
    also: Iterable[str] = ()


# The aspect of concepts a record was not given, but its words name. Ranking heeds them; nobody narrows a list by them.
PRESUMED = "presumed"


@dataclass(frozen=True)
class EntryContent:
    """A record as the index holds it. `names` are those it is called by in any language beside its titles (acronyms)."""

    texts: tuple[TextContent, ...]
    original: str
    names: tuple[str, ...] = ()
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    year: int | None = None
    worth: float = 0.0


@dataclass(frozen=True)
class IndexedKind:
    """How one kind of record enters the index. `records` are those that may be found, with all `content` reads of them."""

    kind: str
    model: type[Model]
    content: Callable[[Any], EntryContent]
    records: Callable[[], QuerySet[Any]]
    # Kinds that are about the commons (topics, places) are found when asked for, not among the records.
    is_listed: bool = True
    # Names alone have no meaning to be near to.
    has_meaning: bool = True
    # From 0 to 1: how readily it is shown before other kinds that fit as well.
    precedence: float = 0.0


@dataclass(frozen=True)
class Subject:
    """Something a query can name: a concept or a territory, with what it is called in each language."""

    key: str
    aspect: str
    labels: Mapping[str, tuple[str, ...]]
    broader: str | None = None
    # From 0 to 1: how much of what a record is about it tells. That somebody is an association says little.
    telling: float = 1.0
    # Who has it has said what it is about. That something is a report, or somebody an association, many are that are about other things.
    is_about: bool = True


# Says all subjects.
SubjectSource = Callable[[], Iterable[Subject]]

_kinds: dict[type[Model], IndexedKind] = {}
_subjects: dict[str, SubjectSource] = {}


def register_kind(indexed: IndexedKind) -> None:
    """Called once by the app that owns the records, when it is ready."""
    _kinds[indexed.model] = indexed


def register_subjects(name: str, subjects: SubjectSource) -> None:
    """Called once by the app that owns them, when it is ready. By this name their tables are watched (`core.versions`)."""
    _subjects[name] = subjects


def kinds() -> tuple[IndexedKind, ...]:
    return tuple(_kinds.values())


def listed_kinds() -> tuple[str, ...]:
    return tuple(indexed.kind for indexed in _kinds.values() if indexed.is_listed)


def precedences() -> dict[str, float]:
    return {indexed.kind: indexed.precedence for indexed in _kinds.values()}


def kind_of(record: Model) -> IndexedKind:
    return _kinds[type(record)]


def is_indexed(record: Model) -> bool:
    return type(record) in _kinds


def subject_sources() -> Mapping[str, SubjectSource]:
    return _subjects


def record_id(record: Model) -> UUID:
    identifier = getattr(record, "uuid", None) or record.pk
    return identifier if isinstance(identifier, UUID) else UUID(str(identifier))
