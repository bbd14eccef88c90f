"""Uploads: taken in, looked at, read when their columns are known, and deleted as soon as they are read."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path

from django.core.files import File
from django.db import transaction
from django.utils import timezone
from django.utils.text import get_valid_filename

from cities.accounts.models import User
from cities.gather.intake.models import Batch
from cities.gather.intake.reading import Document, UnreadableDocument, read_document

from .staging import NO_WISHES, Content, Wishes, caps, columns_of, lay_out, read_content, remember_columns
from .undoing import discard_batch

# A name is shown and becomes part of a path: what comes after this many characters adds nothing.
LONGEST_NAME = 120
# Somebody who comes back after a holiday finds their table; a file nobody wants does not stay.
DAYS_TO_CONFIRM = 30


def receive_document(upload: File[bytes], *, wishes: Wishes = NO_WISHES, by: User | None) -> Batch:
    """Take an upload in and look at it. A table waits for its columns to be confirmed, a text is ready to be read.

    Raises UnreadableDocument, and then neither row nor file stays.
    """
    name = Path(upload.name or "").name[-LONGEST_NAME:]
    batch = Batch(state=Batch.State.WAITING, document=name, profile=wishes.profile, language=wishes.language, staged_by=by)
    batch.upload.save(get_valid_filename(name) or "document", upload, save=False)
    try:
        document = read_document(Path(batch.upload.path), name, caps=caps())
        batch.digest, batch.size, batch.format = document.digest, document.size, document.kind
        if document.tables and not document.lines:
            columns = columns_of(document.tables[0], wishes)
            batch.kind = columns.kind
            batch.columns = {str(place): field for place, field in columns.fields.items()}
        else:
            batch.state = Batch.State.READING
        batch.save()
    except BaseException:
        batch.upload.delete(save=False)
        raise
    return batch


def forget_stale_uploads(*, now: datetime) -> int:
    """Discard tables whose columns nobody has confirmed for DAYS_TO_CONFIRM days, files and all; returns how many."""
    stale = Batch.objects.filter(state=Batch.State.WAITING, progressed_at__lt=now - timedelta(days=DAYS_TO_CONFIRM))
    for batch in stale:
        discard_batch(batch, by=None)
    return len(stale)


def read_upload(batch: Batch) -> Document:
    """The uploaded document, its tables open for their rows. Raises UnreadableDocument."""
    return read_document(Path(batch.upload.path), batch.document, caps=caps())


@transaction.atomic
def name_columns(batch: Batch, *, columns: Mapping[int, str], kind: str, language: str = "", by: User | None) -> Batch:
    """Say what the columns of a waiting table mean; it is remembered for the next table with this header."""
    [table, *_others] = read_upload(batch).tables
    named = columns_of(table, Wishes(kind=kind, language=language, columns=columns))
    remember_columns(table, named, language=language)
    batch.kind = kind
    batch.language = language
    batch.columns = {str(place): field for place, field in named.fields.items()}
    batch.state = Batch.State.READING
    batch.staged_by = by
    batch.save()
    return batch


def read_batch(batch: Batch) -> Batch:
    """Read what was uploaded and lay it out for review. What cannot be read leaves the batch failed, with the reason."""
    if batch.state != Batch.State.READING:
        return batch
    wishes = Wishes(
        kind=batch.kind if batch.columns else "",
        profile=batch.profile,
        language=batch.language,
        columns={int(place): field for place, field in batch.columns.items()},
    )

    def note_progress(count: int) -> None:
        Batch.objects.filter(pk=batch.pk).update(entries_read=count, progressed_at=timezone.now())

    try:
        content: Content | UnreadableDocument = read_content(read_upload(batch), wishes, note_progress)
    except UnreadableDocument as fault:
        content = fault
    _keep_what_was_read(batch, content)
    batch.upload.delete(save=True)
    return batch


@transaction.atomic
def _keep_what_was_read(batch: Batch, content: Content | UnreadableDocument) -> None:
    """Unless the batch was discarded meanwhile, or somebody who began again was faster."""
    batch.refresh_from_db(from_queryset=Batch.objects.select_for_update())
    if batch.state != Batch.State.READING:
        return
    if isinstance(content, UnreadableDocument):
        batch.state = Batch.State.FAILED
        batch.fault = {"code": content.code, "params": content.params}
        batch.save()
    else:
        lay_out(batch, content, by=batch.staged_by)
