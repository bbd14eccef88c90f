"""The life of a sheet: opened, handed on by a link, submitted once, reopened by the secretariat."""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from cities.accounts.models import User
from cities.activity.actions import record
from cities.commons.instruments.actions.saving import Change, SheetClosed, lock_open_sheet, save_answers
from cities.commons.instruments.answering import Fault, Place, Said, freeze
from cities.commons.instruments.definition import Definition, ItemDefinition
from cities.commons.instruments.models import Answer, AnswerSheet, InstrumentVersion
from cities.commons.instruments.queries import answers_of, definition_of, missing_answers, sheet_state
from cities.commons.members.models import Organisation
from cities.core.keys import key_digest, new_key


class NotPublished(Exception):
    """A draft may still change: nobody answers it."""


class NotComplete(Exception):
    """Something is wrong or missing."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__(faults)
        self.faults = faults


@transaction.atomic
def open_sheet(
    version: InstrumentVersion,
    *,
    organisation: Organisation | None = None,
    language: str,
    by: User | None,
    ends_at: datetime | None = None,
    is_sample: bool = False,
) -> tuple[AnswerSheet, str]:
    """A new sheet, and the key of the link with which it is filled. Raises NotPublished."""
    if version.state == InstrumentVersion.State.DRAFT:
        raise NotPublished
    key = new_key()
    sheet = AnswerSheet.objects.create(
        version=version, organisation=organisation, language=language, key_digest=key_digest(key), ends_at=ends_at, is_sample=is_sample
    )
    record(sheet, "sheet.opened", by=by)
    return sheet, key


def set_end(sheets: QuerySet[AnswerSheet], *, at: datetime) -> None:
    """Until when answers are taken on those of `sheets` that are not submitted."""
    sheets.filter(state=AnswerSheet.State.OPEN).update(ends_at=at)


@transaction.atomic
def renew_key(sheet: AnswerSheet, *, by: User | None) -> str:
    """A fresh key for the link; the one before opens nothing any more."""
    key = new_key()
    AnswerSheet.objects.filter(pk=sheet.pk).update(key_digest=key_digest(key))
    record(sheet, "sheet.link_renewed", by=by)
    return key


@transaction.atomic
def submit_sheet(sheet: AnswerSheet, *, by: User | None) -> AnswerSheet:
    """Freeze the answers. Submitting what is submitted changes nothing.

    Raises NotComplete with what is wrong or missing, SheetClosed once the time for answers is over.
    """
    try:
        lock_open_sheet(sheet)
    except SheetClosed:
        if sheet.is_submitted:
            return sheet
        raise
    state = sheet_state(sheet)
    if found := missing_answers(state, language=sheet.language):
        raise NotComplete(found)
    sheet.state = AnswerSheet.State.SUBMITTED
    sheet.submitted_at = timezone.now()
    sheet.submitted_by = by
    sheet.frozen = freeze(state.definition, state.answers, state.asked)
    sheet.save(update_fields=["state", "submitted_at", "submitted_by", "frozen", "updated_at"])
    sheet.presences.all().delete()
    record(sheet, "sheet.submitted", by=by)
    return sheet


@transaction.atomic
def reopen_sheet(sheet: AnswerSheet, *, reason: str, by: User) -> AnswerSheet:
    """Let a submitted sheet, or one whose time is over, be changed again: an act of the secretariat, noted with its reason.

    An open one stays as it is.
    """
    found = AnswerSheet.objects.select_for_update().get(pk=sheet.pk)
    if not found.is_open:
        AnswerSheet.objects.filter(pk=sheet.pk).update(
            state=AnswerSheet.State.OPEN, ends_at=None, submitted_at=None, submitted_by=None, frozen=None, updated_at=timezone.now()
        )
        record(sheet, "sheet.reopened", by=by, data={"reason": reason})
    sheet.refresh_from_db()
    return sheet


@transaction.atomic
def prefill(sheet: AnswerSheet, from_sheet: AnswerSheet, *, by: User | None = None) -> AnswerSheet:
    """Fill in what was answered the last time, where the instrument says so and nobody has answered yet. Raises SheetClosed.

    An answer is carried over only while its item asks the same and offers what was chosen. Files stay with the sheet they were given to.
    """
    definition, earlier = definition_of(sheet.version), definition_of(from_sheet.version)
    asked_now = {item.code: item for item in definition.items if item.is_prefilled and item.type not in NOT_CARRIED}
    changes = [
        Change(code, said, repetition)
        for (code, repetition), said in _said(from_sheet, earlier).items()
        if code in asked_now and _fits(asked_now[code], earlier.item(code), said)
    ]
    _carry_groups(sheet, from_sheet, definition)
    save_answers(sheet, changes, by=by, language=from_sheet.language)
    return sheet


NOT_CARRIED = frozenset({"file", "note", "calculation", "repeat"})


def _said(sheet: AnswerSheet, definition: Definition) -> dict[Place, Said]:
    """What was submitted, where it was; else what stands there now. Nothing unreadable, nothing empty."""
    present = answers_of(sheet, definition)
    return {place: stored.said for place, stored in present.items() if not stored.said.is_empty and stored.said.typed is None}


def _fits(item: ItemDefinition, before: ItemDefinition | None, said: Said) -> bool:
    if before is None or before.type != item.type or before.unit != item.unit or before.scheme != item.scheme:
        return False
    options, rows = {option.code for option in item.options}, {row.code for row in item.rows}
    if said.absence or not options:
        return item.allows_not_applicable or not said.absence
    if isinstance(said.value, dict):
        return said.value.keys() <= rows and set(said.value.values()) <= options
    return set(said.value if isinstance(said.value, list) else [said.value]) <= options


def _carry_groups(sheet: AnswerSheet, from_sheet: AnswerSheet, definition: Definition) -> None:
    """The same repetitions, so that their answers have a place."""
    earlier = definition_of(from_sheet.version)
    present = answers_of(sheet, definition)
    for group in definition.items:
        before = earlier.item(group.code)
        is_carried = group.type == "repeat" and any(item.is_prefilled for item in group.items)
        if not is_carried or before is None or (group.code, 0) in present:
            continue
        row = Answer.objects.filter(sheet=from_sheet, item_id=before.pk, value__isnull=False).first()
        if row is not None:
            Answer.objects.create(
                sheet=sheet, item_id=group.pk, value=row.value, revision=max(row.value or (), default=1), language=row.language
            )
