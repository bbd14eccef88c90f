"""Storing many new records at once: the same rows that saving and publishing each would write, in few queries."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, TypeVar

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Model
from django.utils import timezone
from modelcluster.models import ClusterableModel, get_all_child_m2m_relations, get_all_child_relations
from wagtail.models import ModelLogEntry, Revision

from cities.accounts.models import User
from cities.commons.members.models import Organisation
from cities.commons.practices.models import Practice
from cities.search.actions import index_new_records
from cities.translation.models import Text

R = TypeVar("R", bound=ClusterableModel)


def blank(record: R) -> R:
    """Give a new record, or a row of one that has rows itself, empty child relations in memory.

    What is not there would be asked of the database, one by one.
    """
    for relation in get_all_child_relations(type(record)):
        getattr(record, relation.get_accessor_name()).set([])
    for field in get_all_child_m2m_relations(type(record)):
        getattr(record, field.name).set([])
    return record


def store_new_records(records: Sequence[Organisation] | Sequence[Practice], *, publish: bool, by: User | None) -> None:
    """Insert records built in memory (`blank`) with their child rows and a first revision each; published ones enter the index.

    Equal to `save()` and `publish_record()` on each (a test holds this), at a tenth of the time. Children go first, so that the
    revision knows them and the record its revision: the database checks what points where at the end of the transaction only.
    """
    if not records:
        return
    model = type(records[0])
    now = timezone.now()
    for record in records:
        record.live = publish
        record.has_unpublished_changes = not publish
        record.first_published_at = record.last_published_at = now if publish else None
    with transaction.atomic():
        _store_children(model, records)
        _store_revisions(model, records, publish=publish, by=by, now=now)
        manager: Any = model.objects
        manager.bulk_create(records)
        ModelLogEntry.objects.bulk_create(_log_entries(model, records, by=by, now=now))
        if publish:
            index_new_records(records)


def _store_children(model: type[Model], records: Sequence[Any]) -> None:
    for relation in get_all_child_relations(model):
        accessor = relation.get_accessor_name()
        children = [child for record in records for child in getattr(record, accessor).all()]
        for text in children:
            # what a text does when it is saved by itself
            if isinstance(text, Text):
                text.made_from = text.noted()
        if children:
            relation.related_model.objects.bulk_create(children)
    for field in get_all_child_m2m_relations(model):
        through = field.remote_field.through
        names = (f"{field.m2m_field_name()}_id", f"{field.m2m_reverse_field_name()}_id")
        links = [
            through(**dict(zip(names, (record.pk, other.pk), strict=True)))
            for record in records
            for other in getattr(record, field.name).all()
        ]
        through.objects.bulk_create(links)


def _store_revisions(model: type[Model], records: Sequence[Any], *, publish: bool, by: User | None, now: datetime) -> None:
    content_type = ContentType.objects.get_for_model(model, for_concrete_model=False)
    revisions = [
        Revision(
            content_type=content_type,
            base_content_type=content_type,
            object_id=str(record.pk),
            created_at=now,
            user=by,
            object_str=str(record),
            content=record.serializable_data(),
        )
        for record in records
    ]
    Revision.objects.bulk_create(revisions)
    for record, revision in zip(records, revisions, strict=True):
        record.latest_revision = revision
        record.live_revision = revision if publish else None


def _log_entries(model: type[Model], records: Sequence[Any], *, by: User | None, now: datetime) -> list[ModelLogEntry]:
    content_type = ContentType.objects.get_for_model(model, for_concrete_model=False)
    return [
        ModelLogEntry(
            content_type=content_type,
            object_id=str(record.pk),
            label=str(record)[:200],
            action="import.created",
            timestamp=now,
            user=by,
            revision=record.latest_revision,
            content_changed=True,
            data={},
        )
        for record in records
    ]
