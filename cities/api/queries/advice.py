"""Engagements as the API gives them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from cities.api.queries.names import concept_names, record_names
from cities.api.queries.pages import Names
from cities.api.schemas.parameters import ListParameters
from cities.commons.members.models import Organisation
from cities.transfer.advice.queries import public_engagements


@dataclass(frozen=True)
class EngagementPage:
    total: int
    engagements: tuple[Any, ...]
    language: str
    names: Names


def engagement_page(parameters: ListParameters, *, language: str) -> EngagementPage:
    """Nine queries at most, however many there are."""
    found = public_engagements()
    rows = list(found[parameters.offset : parameters.offset + parameters.limit])
    return _page(rows, total=found.count(), language=language)


def one_engagement(record_id: UUID, *, language: str) -> EngagementPage | None:
    found = public_engagements().filter(pk=record_id).first()
    return _page([found], total=1, language=language) if found is not None else None


def _page(rows: Sequence[Any], *, total: int, language: str) -> EngagementPage:
    organisations = [part.organisation_id for row in rows for part in row.shown_parts]
    kinds = [output.kind_id for row in rows for output in row.shown_outputs]
    names = Names(
        concepts=concept_names(kinds, language),
        records=record_names({Organisation: Organisation.objects.public().filter(pk__in=organisations).values("pk")}, language),
    )
    return EngagementPage(total, tuple(rows), language, names)
