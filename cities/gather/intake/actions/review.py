"""What a person says to an item of a batch."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.utils import timezone

from cities.accounts.models import User
from cities.commons.members.models import Organisation
from cities.commons.practices.models import Practice
from cities.gather.intake import queries
from cities.gather.intake.comparing import differences, fields_to_take
from cities.gather.intake.models import Batch, Item
from cities.gather.intake.parsing import Entry, as_data, from_data

from .applying import BatchNotOpen

EDITABLE = ("name", "acronym", "member_since", "category", "city", "country", "region", "summary", "text", "language", "started", "ended")


@transaction.atomic
def decide_item(item: Item, *, accept: bool, taken: Collection[str] | None = None, by: User | None) -> Item:
    """Accept or refuse one item. `taken` names the differing fields in which the document is followed; None leaves them as they are."""
    _require_open(item.batch)
    item.decision = Item.Decision.ACCEPTED if accept else Item.Decision.REFUSED
    if taken is not None:
        item.taken = [name for name in item.differences if name in taken]
    if accept and item.record_id is None:
        item.record_id = uuid4()
    return _decided(item, by=by)


@transaction.atomic
def decide_items(batch: Batch, *, accept: bool, action: str = "", by: User | None) -> int:
    """Accept or refuse all items nobody has decided yet, or those of one action; returns how many. Rejected ones stay rejected.

    Doubtful items are never accepted in one go: each needs a look.
    """
    _require_open(batch)
    items = queries.items_shown(batch, action=action, decision=Item.Decision.WAITING).exclude(action=Item.Action.REJECTED)
    if accept:
        items = items.exclude(action=Item.Action.DOUBTFUL)
    decision = Item.Decision.ACCEPTED if accept else Item.Decision.REFUSED
    return items.update(decision=decision, decided_by=by, decided_at=timezone.now())


@transaction.atomic
def reopen_item(item: Item, *, by: User | None) -> Item:
    """Take a decision back."""
    _require_open(item.batch)
    item.decision = Item.Decision.WAITING
    return _decided(item, by=by)


@transaction.atomic
def edit_item(item: Item, *, words: Mapping[str, Any], by: User | None) -> Item:
    """Write over what was read, and compare again. Keys are fields of the entry (EDITABLE) and `websites`."""
    _require_open(item.batch)
    entry = from_data(item.entry, emails=item.private_addresses)
    changes = {name: value for name, value in words.items() if name in EDITABLE}
    if "websites" in words:
        changes["websites"] = tuple(words["websites"])
    # what a person typed is no guess any more
    edited = replace(entry, **changes, guessed=entry.guessed - {name for name in changes if changes[name] != getattr(entry, name)})
    item.entry = as_data(edited)
    item.name = edited.name[:250]
    item.is_edited = True
    if item.action == Item.Action.REJECTED and edited.name:
        item.action, item.reasons, item.record_id = Item.Action.NEW, [], item.record_id or uuid4()
    if item.is_matched:
        _compare(item, edited, keep=item.taken)
    return _decided(item, by=by)


@transaction.atomic
def merge_item(item: Item, *, record: Organisation | Practice, by: User | None) -> Item:
    """Say that an item speaks of this record: its differences are shown, and applying changes the record instead of making one."""
    _require_open(item.batch)
    item.record_id = record.pk
    item.is_matched = True
    item.reasons = [{"code": "chosen", "params": {}}]
    _compare(item, from_data(item.entry, emails=item.private_addresses))
    item.decision = Item.Decision.ACCEPTED
    return _decided(item, by=by)


@transaction.atomic
def separate_item(item: Item, *, by: User | None) -> Item:
    """Say that an item speaks of no record that is there: applying makes a new one."""
    _require_open(item.batch)
    item.record_id = uuid4()
    item.is_matched = False
    item.action = Item.Action.NEW
    item.differences, item.taken, item.reasons = {}, [], []
    item.decision = Item.Decision.ACCEPTED
    return _decided(item, by=by)


def _compare(item: Item, entry: Entry, *, keep: Collection[str] = ()) -> None:
    record = queries.MODELS[item.batch.kind].objects.get(pk=item.record_id)
    current = queries.current_state(record)
    found = differences(entry, current)
    item.differences = {name: list(pair) for name, pair in found.items()}
    chosen = {*fields_to_take(found, entry, current, written=queries.last_written([record.pk]).get(record.pk, {})), *keep}
    item.taken = [name for name in found if name in chosen]
    item.action = Item.Action.CHANGED if found else Item.Action.SAME


def _decided(item: Item, *, by: User | None) -> Item:
    item.decided_by = by
    item.decided_at = timezone.now()
    item.save()
    return item


def _require_open(batch: Batch) -> None:
    """As it is now, and until this is written: somebody may have applied it since the page was shown."""
    if not Batch.objects.select_for_update().get(pk=batch.pk).is_open:
        raise BatchNotOpen(batch.pk)
