"""Making a comparison: what it is called, what is compared, who writes along."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from cities.accounts.models import User
from cities.activity.actions import record
from cities.commons.instruments.actions import open_sheet
from cities.commons.instruments.models import InstrumentVersion
from cities.commons.members.models import Organisation
from cities.core.naming import free_code
from cities.search.actions import index_record
from cities.transfer.comparisons.actions.letters import tell_writers
from cities.transfer.comparisons.models import MOST_SUBJECTS, Comparison, ComparisonEditor, ComparisonText, Subject
from cities.transfer.comparisons.queries.records import public_records
from cities.translation.actions import rewrite_rows
from cities.translation.digests import digest
from cities.translation.models import TextState

# Addresses of pages beside those of comparisons.
RESERVED = frozenset({"new", "shared"})


class TooMany(Exception):
    """More than can be read side by side."""


class Overtaken(Exception):
    """Somebody else has written in between; `theirs` stands."""

    def __init__(self, theirs: Mapping[str, str]) -> None:
        super().__init__(theirs)
        self.theirs = theirs


@transaction.atomic
def begin_comparison(
    version: InstrumentVersion, *, kind: str, title: str, language: str, organisation: Organisation | None = None, by: User | None
) -> Comparison:
    """A draft only its writers see. `version` is a published grid; without an organisation it is the network's own."""
    code = free_code(title, is_taken=lambda code: code in RESERVED or Comparison.objects.filter(code=code).exists())
    comparison = Comparison.objects.create(code=code, kind=kind, version=version, organisation=organisation)
    comparison.texts.create(language=language, state=TextState.ORIGINAL, title=title)
    record(comparison, "comparison.begun", by=by, data={"grid": version.instrument.code, "kind": kind})
    return comparison


@transaction.atomic
def write_words(comparison: Comparison, language: str, words: Mapping[str, str], *, seen: str | None = None, by: User | None) -> None:
    """Keep what it is called and says of itself in a language; the first language written is the original.

    `seen` is the digest of the words the writer was shown (`words_digest`); raises Overtaken where others stand meanwhile.
    A translation without words goes.
    """
    lock(comparison)
    text = ComparisonText.objects.filter(record=comparison, language=language).first()
    if seen is not None and seen != words_digest(text):
        raise Overtaken({field: getattr(text, field) for field in ComparisonText.words} if text else {})
    rewrite_rows(ComparisonText(record=comparison, language=language), words=words)
    touch(comparison)
    record(comparison, "comparison.worded", by=by, data={"language": language})


def words_digest(text: ComparisonText | None) -> str:
    return digest("\n".join(getattr(text, field) for field in ComparisonText.words)) if text else ""


@transaction.atomic
def choose_subjects(comparison: Comparison, keys: Iterable[UUID], *, by: User | None) -> list[Subject]:
    """Add records to what is compared, after those there are; one left out before comes back with its answers.

    What is not public is passed over. Raises TooMany.
    """
    lock(comparison)
    known = {subject.record_id: subject for subject in comparison.subjects.all()}
    present = [subject for subject in known.values() if subject.left_out_at is None]
    here = {subject.record_id for subject in present}
    wanted = [key for key in dict.fromkeys(keys) if key not in here]
    public = public_records(comparison.kind, wanted)
    fresh = [key for key in wanted if key in public]
    if len(present) + len(fresh) > MOST_SUBJECTS:
        raise TooMany
    last = max((subject.position for subject in known.values()), default=-1)
    chosen = [_subject(comparison, known.get(key), key, position=last + number, by=by) for number, key in enumerate(fresh, 1)]
    if chosen:
        touch(comparison)
        record(comparison, "comparison.chosen", by=by, data={"added": [str(key) for key in fresh]})
    return chosen


@transaction.atomic
def leave_out(subject: Subject, *, by: User | None) -> None:
    """Take a record out of the table; its answers stay for when it is chosen again."""
    comparison = lock(subject.comparison)
    Subject.objects.filter(pk=subject.pk, left_out_at__isnull=True).update(left_out_at=timezone.now())
    touch(comparison)
    record(comparison, "comparison.chosen", by=by, data={"left_out": str(subject.record_id)})


@transaction.atomic
def move_subject(subject: Subject, *, up: bool, by: User | None) -> None:
    """One place nearer to the beginning, or to the end; at the edge nothing changes."""
    comparison = lock(subject.comparison)
    order = list(comparison.subjects.filter(left_out_at__isnull=True))
    place = next((number for number, one in enumerate(order) if one.pk == subject.pk), None)
    other = None if place is None else place + (-1 if up else 1)
    if place is None or other is None or not 0 <= other < len(order):
        return
    order[place], order[other] = order[other], order[place]
    for number, one in enumerate(order):
        Subject.objects.filter(pk=one.pk).update(position=number)
    touch(comparison)
    record(comparison, "comparison.chosen", by=by, data={"moved": str(subject.record_id)})


@transaction.atomic
def invite_editor(comparison: Comparison, organisation: Organisation, *, by: User | None) -> ComparisonEditor:
    """Everybody who acts for `organisation` may write from now on, and is told so by a letter. Inviting twice tells once."""
    editor, is_new = ComparisonEditor.objects.get_or_create(comparison=comparison, organisation=organisation, defaults={"invited_by": by})
    if is_new:
        record(comparison, "comparison.invited", by=by, data={"organisation": organisation.code})
        tell_writers(comparison, organisation, by=by)
    return editor


@transaction.atomic
def end_invitation(editor: ComparisonEditor, *, by: User | None) -> None:
    record(editor.comparison, "comparison.uninvited", by=by, data={"organisation": editor.organisation.code})
    editor.delete()


def lock(comparison: Comparison) -> Comparison:
    """One writer at a time of what is compared."""
    return Comparison.objects.select_for_update().get(pk=comparison.pk)


def touch(comparison: Comparison) -> None:
    """Something in it has changed: readers are told since when, and one that is public by now is found by what it says now."""
    # The row is held from here on: whoever publishes meanwhile comes before or after, never in between.
    Comparison.objects.filter(pk=comparison.pk).update(updated_at=timezone.now())
    index_record(comparison)


def _subject(comparison: Comparison, before: Subject | None, key: UUID, *, position: int, by: User | None) -> Subject:
    if before is not None:
        before.left_out_at, before.position = None, position
        before.save(update_fields=["left_out_at", "position"])
        return before
    original = comparison.original_text
    language = original.language if original else settings.LANGUAGE_CODE
    sheet, _key = open_sheet(comparison.version, language=language, by=by)
    return Subject.objects.create(comparison=comparison, position=position, sheet=sheet, **{f"{comparison.kind}_id": key})
