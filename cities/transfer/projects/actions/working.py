"""Plan, journal, meetings and files: the work of the two sides, never published."""

from datetime import date
from typing import Any

from django.core.files.base import File
from django.db import transaction
from django.utils import timezone

from cities.accounts.models import User
from cities.activity.actions import record as note
from cities.commons.instruments.actions import checked_name
from cities.transfer.projects.models import JournalEntry, Meeting, Milestone, Transfer, TransferFile

MOST_FILES = 100


class TooMany(Exception):
    """There is no room for another file."""


def plan_milestone(transfer: Transfer, *, sentence: str, due_on: date, language: str, by: User | None) -> Milestone:
    return Milestone.objects.create(transfer=transfer, sentence=sentence, due_on=due_on, language=language, phase=transfer.phase)


def finish_milestone(milestone: Milestone, *, by: User | None, is_done: bool = True) -> Milestone:
    """Done today, or not done after all."""
    milestone.done_on = timezone.localdate() if is_done else None
    milestone.save(update_fields=["done_on"])
    return milestone


def write_journal(transfer: Transfer, *, words: str, language: str, by: User | None) -> JournalEntry:
    return JournalEntry.objects.create(transfer=transfer, words=words, language=language, written_by=by)


def note_meeting(transfer: Transfer, *, language: str, by: User | None, **told: Any) -> Meeting:
    """`told`: held_on, subject, people, minutes."""
    return Meeting.objects.create(transfer=transfer, language=language, **told)


@transaction.atomic
def add_file(transfer: Transfer, upload: "File[bytes]", *, language: str, by: User | None) -> TransferFile:
    """Keep a file for the two sides. Raises NotAccepted for what is no document or picture, TooMany."""
    name = checked_name(upload)
    if transfer.files.count() >= MOST_FILES:
        raise TooMany
    kept = TransferFile(transfer=transfer, name=name, language=language, size=upload.size, added_by=by)
    ending = name.rpartition(".")[2].lower()
    kept.file.save(f"{kept.pk}.{ending}", upload, save=True)
    note(transfer, "transfer.file_added", by=by)
    return kept


@transaction.atomic
def remove_file(file: TransferFile, *, by: User | None) -> None:
    """The row and the bytes."""
    storage, name = file.file.storage, str(file.file.name)
    note(file.transfer, "transfer.file_removed", by=by)
    file.delete()
    transaction.on_commit(lambda: storage.delete(name))
