"""Keeping the index true to the records. Each kind says how a record becomes passages; nothing here knows a record."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Model, QuerySet

from cities.search.folding import fold
from cities.search.models import Passage


@dataclass(frozen=True)
class PassageEntry:
    """What one language of a record says; `words` are all other words to find it by."""

    language: str
    title: str
    words: str


@dataclass(frozen=True)
class IndexedKind:
    """How one kind of record enters the index. `records` are those that may be found, with all `passages` reads of them."""

    kind: str
    model: type[Model]
    passages: Callable[[Any], Iterable[PassageEntry]]
    records: Callable[[], QuerySet[Any]]


_kinds: dict[type[Model], IndexedKind] = {}


def register_kind(indexed: IndexedKind) -> None:
    """Called once by the app that owns the records, when it is ready."""
    _kinds[indexed.model] = indexed


def is_indexed(record: Model) -> bool:
    return type(record) in _kinds


@transaction.atomic
def index_record(record: Model) -> None:
    """Make the index say what the stored record says to the public, in the transaction that changes it."""
    indexed = _kinds[type(record)]
    forget_record(_record_id(record))
    for stored in indexed.records().filter(pk=record.pk):
        Passage.objects.bulk_create(_rows(indexed, stored))


def index_new_records(records: Iterable[Model]) -> None:
    """As `index_record` for many public records that the index has never held, in one query."""
    Passage.objects.bulk_create([row for record in records for row in _rows(_kinds[type(record)], record)])


def forget_record(record_id: UUID) -> None:
    """From this moment the record is found by nobody."""
    forget_records([record_id])


def forget_records(record_ids: Iterable[UUID]) -> None:
    Passage.objects.filter(record_id__in=list(record_ids)).delete()


@transaction.atomic
def rebuild_index() -> dict[str, int]:
    """Write the whole index anew; readers see the old one until it is done. Returns the records of each kind."""
    Passage.objects.all().delete()
    counts = {}
    for indexed in _kinds.values():
        counts[indexed.kind] = 0
        for record in indexed.records().iterator(chunk_size=500):
            Passage.objects.bulk_create(_rows(indexed, record))
            counts[indexed.kind] += 1
    return counts


def _rows(indexed: IndexedKind, record: Model) -> list[Passage]:
    return [
        Passage(
            record_id=_record_id(record),
            kind=indexed.kind,
            language=entry.language,
            title=entry.title,
            folded_title=fold(entry.title),
            folded=fold(f"{entry.title}\n{entry.words}"),
        )
        for entry in indexed.passages(record)
    ]


def _record_id(record: Model) -> UUID:
    identifier = getattr(record, "uuid", None) or record.pk
    return identifier if isinstance(identifier, UUID) else UUID(str(identifier))
