"""Taking a batch back."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Count, ForeignObjectRel, ManyToManyRel, Model
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from modelcluster.fields import ParentalKey
from wagtail.models import Revision

from cities.accounts.models import User
from cities.activity.actions import record as record_act
from cities.commons.places.models import Territory
from cities.core.actions import withdraw_record
from cities.gather.intake import queries
from cities.gather.intake.models import Batch, Item
from cities.provenance.models import Source
from cities.search.actions import forget_record, forget_records, index_record

from .applying import BatchNotOpen
from .staging import CHUNK


@transaction.atomic
def undo_batch(batch: Batch, *, by: User | None) -> Batch:
    """Bring every record back to what it was before the batch was applied.

    Records it made are deleted; one that others point to or that somebody has edited since is withdrawn instead. Records it changed
    get their former state back; one that was edited since stays, and its item says so (outcome KEPT). Raises BatchNotOpen.
    """
    batch = Batch.objects.select_for_update().get(pk=batch.pk)
    if batch.state != Batch.State.APPLIED:
        raise BatchNotOpen(batch.pk)
    _restore_changed(batch)
    _remove_created(batch, by=by)
    _remove_traces(batch)
    batch.state = Batch.State.UNDONE
    batch.undone_by = by
    batch.undone_at = timezone.now()
    batch.save()
    record_act(batch, "import.undone", by=by, data={"items": batch.items.count()})
    return batch


def _restore_changed(batch: Batch) -> None:
    model: Any = queries.MODELS[batch.kind]
    # The last first: where two lines changed one record, the second found it as the first had left it.
    for item in batch.items.filter(outcome=Item.Outcome.UPDATED).order_by("-position").iterator(chunk_size=CHUNK):
        record = model.objects.filter(pk=item.record_id).first()
        if record is None or record.latest_revision_id != item.revision_id or item.before is None:
            _note(item, "edited-since")
            continue
        _restore(model, item)


def _restore(model: Any, item: Item) -> None:
    before: dict[str, Any] = item.before or {}
    record = model.from_serializable_data(before, check_fks=False)
    record.save()
    # saving stamped the rows with the time of the undoing
    model.objects.filter(pk=record.pk).update(updated_at=parse_datetime(before["updated_at"]))
    for text in before["texts"]:
        model.text_model.objects.filter(pk=text["pk"]).update(updated_at=parse_datetime(text["updated_at"]))
    Revision.objects.filter(pk=item.revision_id).delete()
    restored = model.objects.get(pk=record.pk)
    if restored.is_public:
        index_record(restored)
    else:
        forget_record(restored.pk)


def _remove_created(batch: Batch, *, by: User | None) -> None:
    model: Any = queries.MODELS[batch.kind]
    items = batch.items.filter(outcome=Item.Outcome.CREATED).order_by("position")
    while chunk := list(items[:CHUNK]):
        ids = [item.record_id for item in chunk if item.record_id]
        held = _held_records(batch.kind, ids)
        for record in model.objects.filter(pk__in=held):
            withdraw_record(record, reason=_("The import that brought it was undone."), by=by)
        removed = [record_id for record_id in ids if record_id not in held]
        _delete(model, removed)
        for item in chunk:
            item.outcome = Item.Outcome.KEPT if item.record_id in held else Item.Outcome.NONE
        Item.objects.bulk_update(chunk, ["outcome"], batch_size=CHUNK)


def _held_records(kind: str, ids: Sequence[UUID]) -> set[UUID]:
    """Of the given records, those that others point to or that have been edited since they were made."""
    content_type = ContentType.objects.get_for_model(queries.MODELS[kind], for_concrete_model=False)
    revisions = Revision.objects.filter(base_content_type=content_type, object_id__in=[str(each) for each in ids])
    edited = revisions.values_list("object_id").annotate(count=Count("pk")).filter(count__gt=1)
    held = {UUID(object_id) for object_id, _count in edited}
    for pointed in _pointed_at(queries.MODELS[kind], ids):
        held.update(pointed)
    return held


def _pointed_at(model: type[Model], ids: Sequence[UUID]) -> Iterator[Iterable[UUID]]:
    """By rows of any kind, which would go with the record or keep it from going; its own parts are not among them."""
    own = {(field.remote_field.through, field.m2m_field_name()) for field in model._meta.local_many_to_many}
    for relation in model._meta.get_fields(include_hidden=True):
        if not isinstance(relation, ForeignObjectRel) or isinstance(relation, ManyToManyRel):
            continue
        pointer = relation.field
        if isinstance(pointer, ParentalKey) or (relation.related_model, pointer.name) in own:
            continue
        yield relation.related_model._base_manager.filter(**{f"{pointer.name}__in": ids}).values_list(pointer.attname, flat=True)


def _delete(model: Any, ids: Sequence[UUID]) -> None:
    forget_records(ids)
    model.objects.filter(pk__in=ids).delete()


def _remove_traces(batch: Batch) -> None:
    """Territories and the source that only this batch needed."""
    for code in batch.traces.get("territories", ()):
        territory = Territory.objects.filter(code=code).first()
        if territory and not _is_used(territory):
            territory.delete()
    source = Source.objects.filter(code=batch.traces.get("source", "")).first()
    if source and not any(relation.related_model.objects.filter(source=source).exists() for relation in _references()):
        source.delete()


def _is_used(territory: Territory) -> bool:
    """Whether any row of any kind points to it."""
    relations = [field for field in Territory._meta.get_fields(include_hidden=True) if field.auto_created and not field.concrete]
    return any(
        relation.related_model._base_manager.filter(**{relation.field.name: territory}).exists()
        for relation in relations
        if relation.related_model and relation.related_model._meta.label != "places.TerritoryText"
    )


def _references() -> list[Any]:
    fields = Source._meta.get_fields(include_hidden=True)
    return [field for field in fields if field.auto_created and not field.concrete]


def _note(item: Item, code: str) -> None:
    item.outcome = Item.Outcome.KEPT
    item.reasons = [*item.reasons, {"code": code, "params": {}}]
    item.save(update_fields=["outcome", "reasons"])


@transaction.atomic
def discard_batch(batch: Batch, *, by: User | None) -> Batch:
    """Put a batch aside that nobody wants to apply. Raises BatchNotOpen for one that was applied."""
    batch = Batch.objects.select_for_update().get(pk=batch.pk)
    if batch.state in (Batch.State.APPLYING, Batch.State.APPLIED, Batch.State.UNDONE):
        raise BatchNotOpen(batch.pk)
    batch.items.exclude(private_addresses=[]).update(private_addresses=[])
    if batch.upload:
        batch.upload.delete(save=False)
    batch.state = Batch.State.DISCARDED
    batch.save()
    record_act(batch, "import.discarded", by=by)
    return batch
