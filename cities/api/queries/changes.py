"""What has changed, and what is gone."""

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import cast
from uuid import UUID

from django.db import connection
from django.db.models import Model

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
    with connection.cursor() as cursor:
        cursor.execute(_question(connection.vendor))
        return max((_moment(latest) for (latest,) in cursor.fetchall() if latest), default=None)


def withdrawal(model: type[TextedRecord], record_id: UUID) -> Withdrawal | None:
    found = model.objects.withdrawn().filter(pk=record_id).values_list("withdrawn_at", flat=True).first()
    return Withdrawal(record_id, cast("RecordKind", model.kind_code), found) if found else None


@cache
def _question(vendor: str) -> str:
    """The query in SQL: it is the same each time, and to write it takes Django longer than the database to answer."""
    quoted = connection.ops.quote_name
    tables = (quoted(model._meta.db_table) for model in SHOWN)
    return " UNION ALL ".join(f"SELECT MAX({quoted('updated_at')}) FROM {table}" for table in tables)  # noqa: S608 -- names of our own tables


def _moment(told: str | datetime) -> datetime:
    """SQLite keeps moments as words, in UTC."""
    return told if isinstance(told, datetime) else datetime.fromisoformat(told).replace(tzinfo=UTC)
