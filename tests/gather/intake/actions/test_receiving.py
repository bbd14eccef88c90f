from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.base import ContentFile

from cities.gather.intake import tasks
from cities.gather.intake.actions import (
    Wishes,
    discard_batch,
    forget_stale_uploads,
    name_columns,
    read_batch,
    receive_document,
    stage_document,
)
from cities.gather.intake.models import Batch, Item
from cities.gather.intake.reading import UnreadableDocument
from tests.gather.intake import files
from tests.gather.intake.batches import ALMOND, HEADER


def kept(uploads) -> list[str]:
    return [path.name for path in uploads.rglob("*") if path.is_file()]


def test_an_upload_waits_in_private_until_it_is_read(ground, uploads):
    batch = receive_document(ContentFile((HEADER + ALMOND).encode(), name="members.csv"), by=None)
    waiting = kept(uploads)

    batch = name_columns(batch, columns={1: "-"}, kind="member", language="en", by=None)
    read_batch(batch)
    read_batch(batch)

    assert (waiting, kept(uploads)) == (["members.csv"], [])
    assert (batch.state, batch.items.get().entry["acronym"], batch.items.get().entry["language"]) == ("staged", "", "en")


def test_a_refused_upload_leaves_nothing(ground, uploads):
    with pytest.raises(UnreadableDocument):
        receive_document(ContentFile(b"", name="../../members.csv"), by=None)

    assert (Batch.objects.count(), kept(uploads)) == (0, [])


def test_a_discarded_upload_is_deleted(ground, uploads):
    discard_batch(receive_document(ContentFile((HEADER + ALMOND).encode(), name="members.csv"), by=None), by=None)

    assert kept(uploads) == []


def test_a_table_nobody_confirms_is_forgotten_after_a_month(ground, uploads):
    batch = receive_document(ContentFile((HEADER + ALMOND).encode(), name="members.csv"), by=None)
    stage_document((HEADER + ALMOND).encode(), filename="other.csv", by=None)

    in_time = forget_stale_uploads(now=batch.progressed_at + timedelta(days=30))
    late = forget_stale_uploads(now=batch.progressed_at + timedelta(days=30, seconds=1))
    again = forget_stale_uploads(now=batch.progressed_at + timedelta(days=60))

    assert (in_time, late, again, kept(uploads)) == (0, 1, 0, [])
    assert list(Batch.objects.order_by("pk").values_list("state", flat=True)) == ["discarded", "staged"]


def test_an_upload_read_twice_at_once_is_laid_out_once(ground, uploads):
    both = waiting_readers(2)
    content = Path(both[0].upload.path).read_bytes()

    for batch in both:
        # Whoever began before it was deleted has it open still.
        Path(batch.upload.path).write_bytes(content)
        read_batch(batch)

    assert (Batch.objects.get().state, Item.objects.count()) == ("staged", 1)


def test_a_batch_discarded_while_it_was_read_stays_so(ground, uploads):
    [batch] = waiting_readers(1)
    content = Path(batch.upload.path).read_bytes()
    discard_batch(batch, by=None)
    Path(batch.upload.path).write_bytes(content)

    read_batch(batch)

    assert (Batch.objects.get().state, Item.objects.count()) == ("discarded", 0)


def waiting_readers(count: int) -> list[Batch]:
    batch = receive_document(ContentFile((HEADER + ALMOND).encode(), name="members.csv"), by=None)
    name_columns(batch, columns={}, kind="member", by=None)
    return [Batch.objects.get() for _ in range(count)]


def test_a_long_document_is_read_in_the_background(ground, uploads, monkeypatch):
    monkeypatch.setattr(tasks, "BYTES_AT_ONCE", 0)
    monkeypatch.setattr(tasks, "ITEMS_AT_ONCE", 0)
    batch = name_columns(
        receive_document(ContentFile((HEADER + ALMOND).encode(), name="m.csv"), by=None), columns={}, kind="member", by=None
    )

    tasks.start_reading(batch)
    tasks.start_applying(Batch.objects.get())

    # a batch nobody closed for applying is left alone
    assert (Batch.objects.get().state, Batch.objects.get().entries_read) == ("staged", 1)


def test_a_text_with_a_table_is_read_by_the_profile_that_was_named(ground, shared_documents, uploads):
    lines = (shared_documents / "member-yearbook-2021.txt").read_text("utf-8").split("\n")
    content = files.docx(lines, table=[["Name", "City"], ["Almond", "Lyon"]])

    named = receive_document(ContentFile(content, name="a.docx"), wishes=Wishes(profile="gsef-member-yearbook"), by=None)
    fitting = receive_document(ContentFile(content, name="b.docx"), by=None)

    assert [read_batch(batch).items.count() for batch in (named, fitting)] == [75, 75]
