"""Needs and offers as pages list them."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from cities.commons.members.models import Organisation
from cities.transfer.needs.models import Call, Need, Offer

KINDS: dict[str, type[Call]] = {"need": Need, "offer": Offer}


@dataclass(frozen=True)
class CallLine:
    """One need or offer. `concepts` are keys, `territories` ids; texts are for whoever shows them to choose from."""

    id: UUID
    kind: str
    texts: tuple[Any, ...]
    concepts: tuple[str, ...]
    territories: tuple[UUID, ...]
    visibility: str
    until: date | None
    is_open: bool
    outcome: str
    urgency: str = ""
    organisation: UUID | None = None
    changed_on: date | None = None


def calls_of(organisation: Organisation) -> tuple[CallLine, ...]:
    """All of an organisation, those still open first, needs before offers: eight queries."""
    lines = [line for kind in KINDS for line in _lines(kind, KINDS[kind]._default_manager.filter(organisation=organisation))]
    return tuple(sorted(lines, key=lambda line: not line.is_open))


def public_calls(organisation: Organisation) -> tuple[CallLine, ...]:
    """What anyone may read of an organisation: two queries when there is nothing, three more for each kind there is."""
    return tuple(line for kind, model in KINDS.items() for line in _lines(kind, model.objects.public().filter(organisation=organisation)))


def public_needs(*, limit: int, offset: int = 0) -> tuple[int, tuple[CallLine, ...]]:
    """How many needs anyone may read, and some of them, newest first: five queries."""
    rows = Need.objects.public()
    lines = _lines("need", rows.order_by("-changed_at", "pk")[offset : offset + limit])
    return rows.count(), tuple(lines)


def _lines(kind: str, rows: QuerySet[Any]) -> list[CallLine]:
    found = rows.prefetch_related("texts", "concepts", "territories")
    return [
        CallLine(
            id=call.pk,
            kind=kind,
            texts=tuple(call.texts.all()),
            concepts=tuple(concept.key for concept in call.concepts.all()),
            territories=tuple(territory.pk for territory in call.territories.all()),
            visibility=call.visibility,
            until=call.until,
            is_open=call.is_open,
            outcome=call.outcome,
            urgency=getattr(call, "urgency", ""),
            organisation=call.organisation_id,
            changed_on=timezone.localdate(call.changed_at),
        )
        for call in found
    ]
