"""What has changed, and what is gone."""

from dataclasses import dataclass
from datetime import datetime
from typing import cast
from uuid import UUID

from django.db.models import Max, Model, QuerySet, Value

from cities.api.schemas.references import RecordKind
from cities.commons.members.models import Organisation
from cities.commons.places.models import Territory
from cities.commons.practices.models import Practice
from cities.commons.resources.models import Resource
from cities.commons.vocabulary.models import Concept
from cities.editions.models import Edition
from cities.transfer.advice.models import Engagement
from cities.transfer.comparisons.models import Comparison
from cities.transfer.projects.models import Transfer
from cities.translation.models import TextedRecord

SHOWN: tuple[type[Model], ...] = (Organisation, Practice, Resource, Transfer, Engagement, Concept, Territory, Edition, Comparison)


@dataclass(frozen=True)
class Withdrawal:
    """A record that was withdrawn, and when. Why is not told here."""

    id: UUID
    kind: RecordKind
    withdrawn_at: datetime


def latest_change() -> datetime | None:
    """When anything the API tells of last changed, in one query.

    Answers name other records, so that a change of one is a change of many; drafts count as well, which costs a needless answer at worst.
    """
    first, *others = (_latest(model) for model in SHOWN)
    return max((latest for (latest,) in first.union(*others, all=True) if latest), default=None)


def withdrawal(model: type[TextedRecord], record_id: UUID) -> Withdrawal | None:
    found = model.objects.withdrawn().filter(pk=record_id).values_list("withdrawn_at", flat=True).first()
    return Withdrawal(record_id, cast("RecordKind", model.kind_code), found) if found else None


def _latest(model: type[Model]) -> QuerySet[Model, tuple[datetime | None]]:
    rows = model._default_manager.order_by().annotate(everything=Value(1)).values("everything")
    latest: QuerySet[Model, tuple[datetime | None]] = rows.annotate(latest=Max("updated_at")).values_list("latest")
    return latest
