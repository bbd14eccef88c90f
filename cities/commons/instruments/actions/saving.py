"""Answers into a sheet: each on its own, counted, never over what the writer has not seen."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.db import transaction

from cities.accounts.models import User
from cities.commons.instruments.answering import UNANSWERED, Place, Said, Stored, repetitions_of
from cities.commons.instruments.definition import Definition, ItemDefinition
from cities.commons.instruments.models import Answer, AnswerSheet
from cities.commons.instruments.queries import answers_of, definition_of
from cities.commons.instruments.queries.sheets import stored

MOST_REPETITIONS = 50
# Numbers of repetitions are not used again: what is sent late must not land in another one.
LAST_REPETITION = 9999


class SheetClosed(Exception):
    """It was submitted, or the time for it is over; only the secretariat can reopen it."""


class TooMany(Exception):
    """More of something than a sheet holds."""


@dataclass(frozen=True, slots=True)
class Change:
    """What somebody wants to stand. `seen` is the revision they were shown, 0 for none.

    `known` holds the marks of answers they know besides, such as those they sent before without hearing back.
    """

    code: str
    said: Said
    repetition: int = 0
    seen: int = 0
    known: frozenset[str] = frozenset()

    @property
    def place(self) -> Place:
        return (self.code, self.repetition)


@dataclass(frozen=True, slots=True)
class Conflict:
    """Somebody else answered in between. `theirs` stands; nothing was overwritten."""

    theirs: Stored
    mine: Said


@dataclass(frozen=True, slots=True)
class Saved:
    """`stored`: what stands now of all that was sent and taken. `refused`: places this sheet does not have."""

    stored: Mapping[Place, Stored] = field(default_factory=dict)
    conflicts: Mapping[Place, Conflict] = field(default_factory=dict)
    refused: tuple[Place, ...] = ()


@transaction.atomic
def save_answers(sheet: AnswerSheet, changes: Iterable[Change], *, by: User | None, language: str) -> Saved:
    """Store what has changed. Raises SheetClosed.

    Sent twice it is stored once. Where somebody else answered in between, theirs stands and the change comes back as a conflict.
    """
    lock_open_sheet(sheet)
    definition = definition_of(sheet.version)
    present = answers_of(sheet, definition)
    kept: dict[Place, Stored] = {}
    conflicts: dict[Place, Conflict] = {}
    refused: list[Place] = []
    writer = Writer(sheet, by, language)
    for change in changes:
        item = _item(definition, present, change)
        before = kept.get(change.place, present.get(change.place, UNANSWERED))
        if item is None:
            refused.append(change.place)
        elif change.said.mark == before.said.mark:
            kept[change.place] = before
        elif before.revision > change.seen and before.said.mark not in change.known:
            conflicts[change.place] = Conflict(before, change.said)
        else:
            kept[change.place] = writer.write(item, change.repetition, change.said, before=before)
    writer.finish()
    return Saved(kept, conflicts, tuple(refused))


@transaction.atomic
def add_repetition(sheet: AnswerSheet, group: str, *, by: User | None, language: str) -> int:
    """One more repetition of a group, at its end; its number. Raises SheetClosed, TooMany, LookupError where there is no such group."""
    lock_open_sheet(sheet)
    item, present = _group(sheet, group)
    numbers = repetitions_of(present, group)
    inner = {inside.code for inside in item.items}
    used = {repetition for code, repetition in present if code in inner}
    fresh = max({*numbers, *used, _most_ever(sheet, item)}) + 1
    if len(numbers) >= MOST_REPETITIONS or fresh > LAST_REPETITION:
        raise TooMany(group)
    _write_repetitions(Writer(sheet, by, language), item, present.get((group, 0), UNANSWERED), numbers=[*numbers, fresh])
    return fresh


@transaction.atomic
def remove_repetition(sheet: AnswerSheet, group: str, *, repetition: int, by: User | None) -> None:
    """Take a repetition out of the form. Its answers stay in the database, so that it can be put back."""
    lock_open_sheet(sheet)
    item, present = _group(sheet, group)
    numbers = [number for number in repetitions_of(present, group) if number != repetition]
    _write_repetitions(Writer(sheet, by, sheet.language), item, present.get((group, 0), UNANSWERED), numbers=numbers)


@transaction.atomic
def restore_repetition(sheet: AnswerSheet, group: str, *, repetition: int, by: User | None) -> None:
    """Put back what was taken out by mistake; nothing for a repetition that never was."""
    lock_open_sheet(sheet)
    item, present = _group(sheet, group)
    was_there = 1 <= repetition <= max(_most_ever(sheet, item), *repetitions_of(present, group), 1)
    if was_there and len(repetitions_of(present, group)) < MOST_REPETITIONS:
        _write_repetitions(
            Writer(sheet, by, sheet.language),
            item,
            present.get((group, 0), UNANSWERED),
            numbers=sorted({*repetitions_of(present, group), repetition}),
        )


def lock_open_sheet(sheet: AnswerSheet) -> AnswerSheet:
    """One writer of a sheet at a time. What the caller holds is brought up to date. Raises SheetClosed."""
    found = AnswerSheet.objects.select_for_update().get(pk=sheet.pk)
    for name in ("state", "ends_at", "submitted_at", "submitted_by_id", "frozen", "key_digest"):
        setattr(sheet, name, getattr(found, name))
    if not found.is_open:
        raise SheetClosed
    return found


@dataclass
class Writer:
    """Writes the rows of one saving, and that the sheet has changed once they are written."""

    sheet: AnswerSheet
    by: User | None
    language: str
    has_written: bool = False

    def write(self, item: ItemDefinition, repetition: int, said: Said, *, before: Stored) -> Stored:
        row, _is_new = Answer.objects.update_or_create(
            sheet=self.sheet,
            item_id=item.pk,
            repetition=repetition,
            defaults={
                "value": said.value,
                "absence": said.absence,
                "publication": said.publication,
                "revision": before.revision + 1,
                "language": self.language,
                "updated_by": self.by,
            },
        )
        self.has_written = True
        return stored(row)

    def finish(self) -> None:
        if self.has_written:
            self.sheet.language = self.language
            self.sheet.save(update_fields=["language", "updated_at"])


def _item(definition: Definition, present: Mapping[Place, Stored], change: Change) -> ItemDefinition | None:
    """What the change is about, if this sheet has such a place. Groups and files have actions of their own."""
    for item in definition.items:
        if item.code == change.code and item.type not in ("repeat", "file", "note", "calculation"):
            return item if change.repetition in places_of(definition, present, item) else None
    return None


def places_of(definition: Definition, present: Mapping[Place, Stored], item: ItemDefinition) -> tuple[int, ...]:
    """Which repetitions of an item may be answered; also those taken out meanwhile, which could be put back."""
    group = next((group for group in definition.items if any(inner.pk == item.pk for inner in group.items)), None)
    if group is None:
        return (0,)
    used = {repetition for code, repetition in present if code in {inner.code for inner in group.items}}
    return (*repetitions_of(present, group.code), *used)


def _group(sheet: AnswerSheet, code: str) -> tuple[ItemDefinition, dict[Place, Stored]]:
    definition = definition_of(sheet.version)
    item = definition.item(code)
    if item is None or item.type != "repeat":
        raise LookupError(code)
    return item, answers_of(sheet, definition)


def _most_ever(sheet: AnswerSheet, group: ItemDefinition) -> int:
    """The highest number a repetition of this group has had: one was given each time the group's own answer changed."""
    return Answer.objects.filter(sheet=sheet, item_id=group.pk).values_list("revision", flat=True).first() or 0


def _write_repetitions(writer: Writer, group: ItemDefinition, before: Stored, *, numbers: list[int]) -> None:
    writer.write(group, 0, Said(numbers), before=before)
    writer.finish()
