"""Making records of a batch, all or nothing."""

import json
import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.utils import timezone

from cities.accounts.models import User
from cities.activity.actions import record as record_act
from cities.core.actions import publish_record, save_draft
from cities.gather.intake import queries
from cities.gather.intake.models import Batch, Item
from cities.gather.intake.parsing import Entry, from_data

from .records import MAKE, change_record
from .staging import CHUNK
from .storing import store_new_records
from .surroundings import Surroundings, gather_surroundings

logger = logging.getLogger(__name__)


class BatchNotOpen(Exception):
    """The batch is not, or no longer, under review."""


class ItemNotApplied(Exception):
    """An item that cannot become a record, or change one; what stands in the way is the cause."""

    def __init__(self, item: Item) -> None:
        super().__init__(f"{item.name} (line {item.line})")
        self.item = item


@transaction.atomic
def begin_applying(batch: Batch, *, publish: bool | None = None, by: User | None) -> Batch:
    """Close the review, so that a long batch can be applied in the background. `publish` says whether new records are public at once."""
    batch = Batch.objects.select_for_update().get(pk=batch.pk)
    if not batch.is_open:
        raise BatchNotOpen(batch.pk)
    batch.state = Batch.State.APPLYING
    batch.applied_by = by
    batch.fault = {}
    batch.is_published_at_once = batch.is_published_at_once if publish is None else publish
    batch.save()
    return batch


@transaction.atomic
def apply_batch(batch: Batch, *, by: User | None) -> Batch:
    """Make and change the records of every accepted item, and of the new and changed ones nobody refused.

    Doubtful items wait for a person and are passed over; so are rejected ones. Raises BatchNotOpen and ItemNotApplied.
    """
    batch = Batch.objects.select_for_update().get(pk=batch.pk)
    if batch.state not in (Batch.State.STAGED, Batch.State.APPLYING):
        raise BatchNotOpen(batch.pk)
    if batch.items.filter(queries.applicable()).exists():
        around = gather_surroundings(batch, _entries(batch))
        batch.traces = {"territories": around.made_territories, "source": around.source.code if around.made_source else ""}
        for items in _chunks(batch):
            _create(batch, [item for item in items if not item.is_matched], around, by=by)
            _update(batch, [item for item in items if item.is_matched], around, by=by)
    batch.items.filter(outcome=Item.Outcome.NONE).update(outcome=Item.Outcome.KEPT)
    batch.items.exclude(private_addresses=[]).update(private_addresses=[])
    batch.state = Batch.State.APPLIED
    batch.applied_by = by
    batch.applied_at = timezone.now()
    batch.save()
    counts = queries.outcome_counts(batch)
    record_act(batch, "import.applied", by=by, data={"created": counts.created, "updated": counts.updated})
    return batch


def finish_applying(batch: Batch) -> Batch:
    """Apply a batch whose review was closed. Where that fails nothing is written, and the review is open again with what stopped it."""
    try:
        return apply_batch(batch, by=batch.applied_by)
    except BatchNotOpen:
        # Somebody who began again was faster.
        return Batch.objects.get(pk=batch.pk)
    except Exception as fault:  # noqa: BLE001 -- whatever it is, a person must be able to mend the batch or put it aside
        # What is said may quote a row.
        logger.error("Import %s cannot be applied: %s", batch.pk, type(fault.__cause__ or fault).__name__)
        return _reopen_review(batch, fault)


@transaction.atomic
def _reopen_review(batch: Batch, fault: Exception) -> Batch:
    batch = Batch.objects.select_for_update().get(pk=batch.pk)
    if batch.state == Batch.State.APPLYING:
        batch.state = Batch.State.STAGED
        batch.fault = {"code": "not-applied", "params": {}}
        if isinstance(fault, ItemNotApplied):
            batch.fault = {"code": "item-not-applied", "params": {"name": fault.item.name}}
        batch.save()
    return batch


@contextmanager
def _named_in_faults(item: Item) -> Iterator[None]:
    try:
        yield
    except Exception as fault:
        raise ItemNotApplied(item) from fault


def _entries(batch: Batch) -> Iterator[Entry]:
    rows = batch.items.filter(queries.applicable()).values_list("entry", flat=True)
    return (from_data(entry) for entry in rows.iterator(chunk_size=CHUNK))


def _chunks(batch: Batch) -> Iterator[list[Item]]:
    """By position rather than by offset: what was applied drops out of no page."""
    last = 0
    while items := list(batch.items.filter(queries.applicable(), position__gt=last).order_by("position")[:CHUNK]):
        last = items[-1].position
        yield items


def _create(batch: Batch, items: Sequence[Item], around: Surroundings, *, by: User | None) -> None:
    make = MAKE[batch.kind]
    records = []
    for item in items:
        entry = from_data(item.entry, emails=item.private_addresses)
        with _named_in_faults(item):
            records.append(make(item.record_id or uuid4(), _located(entry, item), around))
    store_new_records(records, publish=batch.is_published_at_once, by=by)
    batch.items.filter(pk__in=[item.pk for item in items]).update(outcome=Item.Outcome.CREATED)


def _located(entry: Entry, item: Item) -> Entry:
    return replace(entry, line=item.line, page=item.page)


def _update(batch: Batch, items: Sequence[Item], around: Surroundings, *, by: User | None) -> None:
    records = {record.pk: record for record in queries.MODELS[batch.kind].objects.filter(pk__in=[item.record_id for item in items])}
    for item in items:
        record = records.get(item.record_id)
        if record is None or not item.taken:
            continue
        item.before = _image(record)
        with _named_in_faults(item):
            change_record(record, _located(from_data(item.entry, emails=item.private_addresses), item), around, taken=item.taken)
            record.save()
            changed = publish_record(record, by=by) if record.live else save_draft(record, by=by)
        item.outcome = Item.Outcome.UPDATED
        item.revision_id = changed.latest_revision_id
        item.save(update_fields=["outcome", "revision_id", "before"])


def _image(record: Any) -> dict[str, Any]:
    """The record with all its child rows as JSON data, to bring it back exactly."""
    # serialising stamps the rows with the present time
    stamps = (record.updated_at, [text.updated_at for text in record.texts.all()])
    data = record.serializable_data()
    data["updated_at"] = stamps[0]
    for text, stamp in zip(data["texts"], stamps[1], strict=True):
        text["updated_at"] = stamp
    # with all its digits: Django's own encoder keeps milliseconds only
    image: dict[str, Any] = json.loads(json.dumps(data, default=_plain))
    return image


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime | date) else str(value)
