"""From a document to a batch of proposals. Reading goes first and whole: what cannot be read leaves nothing behind."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar
from uuid import UUID, uuid4

from django.conf import settings
from django.db import transaction

from cities.accounts.models import User
from cities.activity.actions import record as record_act
from cities.commons.places.parsing import fold_name
from cities.gather.intake import queries
from cities.gather.intake.checking import Check, Checked, check_entries, check_reading
from cities.gather.intake.columns import Columns, corrected, entries_of, guess_columns, guess_kind, signature
from cities.gather.intake.comparing import Current, differences, fields_to_take
from cities.gather.intake.matching import Candidate, Index, Match
from cities.gather.intake.models import Batch, ColumnMapping, Item, RecordKind
from cities.gather.intake.parsing import Entry, Note, as_data, fingerprint, parse_document, profile_for
from cities.gather.intake.reading import Caps, Document, Table, UnreadableDocument, read_document

Progress = Callable[[int], None]
CHUNK = 500
T = TypeVar("T")


@dataclass(frozen=True)
class Content:
    """What was read of a document, and how."""

    kind: str
    entries: tuple[Entry, ...]
    checks: tuple[Check, ...]
    profile: str = ""
    columns: Mapping[int, str] | None = None
    language: str = ""


@dataclass(frozen=True)
class Wishes:
    """What a person said about a document before it is read; nothing of it is needed."""

    kind: str = ""
    profile: str = ""
    language: str = ""
    columns: Mapping[int, str] | None = None


NO_WISHES = Wishes()


def caps() -> Caps:
    return Caps(size=settings.IMPORT_MAX_BYTES)


def read_content(document: Document, wishes: Wishes, progress: Progress) -> Content:
    """Read the entries of a document and compare it with itself. Raises UnreadableDocument."""
    if document.lines and not (document.tables and _is_rather_a_table(document, wishes)):
        profile = profile_for(document, wishes.profile)
        reading = parse_document(document, profile)
        checked = check_reading(reading, profile)
        progress(len(checked.entries))
        return Content(reading.kind, checked.entries, checked.checks, profile.name, language=wishes.language or profile.language)
    return _read_tables(document.tables, wishes, progress)


def _is_rather_a_table(document: Document, wishes: Wishes) -> bool:
    """A text with a table in it is read as prose if a profile fits, as a table if none does."""
    if wishes.profile:
        return False
    try:
        profile_for(document)
    except UnreadableDocument:
        return True
    return False


def _read_tables(tables: Sequence[Table], wishes: Wishes, progress: Progress) -> Content:
    found: list[Entry] = []
    columns = columns_of(tables[0], wishes)
    for table in tables:
        # sheets with other headers than the first have columns of their own
        mine = columns if table.header == tables[0].header else columns_of(table, replace(wishes, columns=None))
        if not mine.is_usable:
            continue
        for entry in entries_of(table, mine, language=wishes.language or settings.LANGUAGE_CODE):
            found.append(entry)
            if len(found) % CHUNK == 0:
                progress(len(found))
    if not found:
        raise UnreadableDocument("no-rows")
    progress(len(found))
    checked: Checked = check_entries(tuple(found))
    return Content(columns.kind, checked.entries, checked.checks, columns=columns.fields, language=wishes.language)


def columns_of(table: Table, wishes: Wishes) -> Columns:
    """What a table's columns mean: what is remembered of its header, else a guess; a person's choices go before both."""
    remembered = queries.remembered_columns(signature(table.header))
    kind = wishes.kind or (remembered.kind if remembered else guess_kind(table.header))
    if remembered and remembered.kind == kind:
        columns = Columns(kind, {int(place): field for place, field in remembered.fields.items()})
    else:
        columns = guess_columns(table, kind)
    return corrected(columns, wishes.columns) if wishes.columns else columns


@transaction.atomic
def remember_columns(table: Table, columns: Columns, *, language: str = "") -> ColumnMapping:
    """Keep what a person said of this header for the next table that has it."""
    mapping, _is_new = ColumnMapping.objects.update_or_create(
        signature=signature(table.header),
        kind=columns.kind,
        defaults={"fields": {str(place): field for place, field in columns.fields.items()}, "language": language},
    )
    return mapping


def stage_document(
    source: Path | bytes,
    *,
    filename: str = "",
    wishes: Wishes = NO_WISHES,
    by: User | None,
    progress: Progress = lambda count: None,
) -> Batch:
    """Read a document and lay its proposals out for review. Raises UnreadableDocument, and then nothing is stored.

    An earlier batch of the same document that nobody has touched gives way to this one.
    """
    document = read_document(source, filename, caps=caps())
    content = read_content(document, wishes, progress)
    with transaction.atomic():
        batch = Batch.objects.create(
            document=document.name[:255] or "-",
            digest=document.digest,
            size=document.size,
            format=document.kind,
            kind=content.kind,
            staged_by=by,
        )
        lay_out(batch, content, by=by)
    return batch


@transaction.atomic
def lay_out(batch: Batch, content: Content, *, by: User | None) -> Batch:
    """Put the entries of a document into a batch, each beside the record it speaks of."""
    _drop_forerunners(batch)
    batch.kind = content.kind
    batch.profile = content.profile
    batch.columns = {str(place): field for place, field in (content.columns or {}).items()}
    batch.language = content.language
    batch.is_published_at_once = content.kind == RecordKind.MEMBER
    batch.checks = [_stored_check(check) for check in content.checks]
    batch.entries_read = len(content.entries)
    batch.state = Batch.State.STAGED
    batch.save()
    index = Index(queries.known_records(content.kind))
    seen: dict[tuple[str, str], int] = {}
    position = 0
    for chunk in _chunks(content.entries):
        items = list(_items(batch, chunk, index, seen=seen))
        for item in items:
            position += 1
            item.position = position
        Item.objects.bulk_create(items)
    record_act(batch, "import.staged", by=by, data={"items": position})
    return batch


def _drop_forerunners(batch: Batch) -> None:
    waiting = Batch.objects.filter(digest=batch.digest, state=Batch.State.STAGED).exclude(pk=batch.pk)
    waiting.exclude(items__decision__in=[Item.Decision.ACCEPTED, Item.Decision.REFUSED]).exclude(items__is_edited=True).delete()


def _chunks(rows: Iterable[T]) -> Iterator[list[T]]:
    remaining = iter(rows)
    while chunk := list(islice(remaining, CHUNK)):
        yield chunk


def _stored_check(check: Check) -> dict[str, Any]:
    return {
        "code": check.code,
        "printed": check.printed,
        "counted": check.counted,
        "params": dict(check.params),
        "lines": list(check.lines),
    }


def _items(batch: Batch, entries: Sequence[Entry], index: Index, *, seen: dict[tuple[str, str], int]) -> Iterator[Item]:
    matches = [index.find(entry) for entry in entries]
    sure = {match.best.known.id for match in matches if match.best and match.is_sure}
    beside = Beside(
        states=queries.current_states(batch.kind, sure),
        written=queries.last_written(sure),
        settled=queries.settled_statements([fingerprint(entry) for entry in entries]),
        hindered=queries.hindered_records(batch.kind, sure),
    )
    for entry, match in zip(entries, matches, strict=True):
        item = proposed(entry, match, beside)
        item.batch = batch
        _mark_repetition(item, entry, seen)
        yield item


def _mark_repetition(item: Item, entry: Entry, seen: dict[tuple[str, str], int]) -> None:
    """Two lines of one document about the same record: the second waits for a person."""
    key = ("record", str(item.record_id)) if item.is_matched else (fold_name(entry.name), entry.country)
    if item.action == Item.Action.REJECTED or not entry.name:
        return
    if key in seen:
        item.action = Item.Action.DOUBTFUL
        item.reasons = [{"code": "twice", "params": {"line": seen[key]}}]
    else:
        seen[key] = entry.line


@dataclass(frozen=True)
class Beside:
    """What is known about the records that a group of entries speaks of."""

    states: Mapping[UUID, Current]
    written: Mapping[UUID, Mapping[str, Any]]
    settled: set[tuple[str, UUID]]
    hindered: Mapping[UUID, str]


def proposed(entry: Entry, match: Match, beside: Beside) -> Item:
    """What an entry would do: a new item, not yet stored, with its reasons."""
    item = Item(
        line=entry.line,
        page=entry.page,
        name=(entry.name or entry.title)[:250],
        entry=as_data(entry),
        private_addresses=list(entry.emails),
        notes=[_stored_note(note) for note in entry.notes],
        fingerprint=fingerprint(entry),
        candidates=[_stored_candidate(candidate) for candidate in match.candidates],
    )
    if not entry.name:
        return _decided(item, Item.Action.REJECTED, "no-name")
    best = match.best
    if best is None:
        item.record_id = uuid4()
        return _decided(item, Item.Action.NEW)
    if not match.is_sure:
        return _decided(item, Item.Action.DOUBTFUL, "website-of-another" if best.shares_website else "alike", name=best.known.names[0])
    return _beside_record(item, entry, best, beside=beside)


def _beside_record(item: Item, entry: Entry, best: Candidate, *, beside: Beside) -> Item:
    record_id = best.known.id
    item.record_id = record_id
    item.is_matched = True
    current = beside.states[record_id]
    found = differences(entry, current)
    item.differences = {name: list(pair) for name, pair in found.items()}
    item.taken = fields_to_take(found, entry, current, written=beside.written.get(record_id, {}))
    if not found:
        return _decided(item, Item.Action.SAME)
    if (item.fingerprint, record_id) in beside.settled and not item.taken:
        return _decided(item, Item.Action.SAME, "settled")
    if record_id in beside.hindered:
        return _decided(item, Item.Action.DOUBTFUL, beside.hindered[record_id])
    return _decided(item, Item.Action.CHANGED, *([] if item.taken else ["kept-words"]))


def _decided(item: Item, action: str, *codes: str, **params: str) -> Item:
    item.action = action
    item.reasons = [{"code": code, "params": params} for code in codes]
    return item


def _stored_note(note: Note) -> dict[str, Any]:
    return {"code": note.code, "params": dict(note.params)}


def _stored_candidate(candidate: Candidate) -> dict[str, Any]:
    return {
        "id": str(candidate.known.id),
        "name": candidate.known.names[0] if candidate.known.names else "",
        "score": round(candidate.score, 2),
    }
