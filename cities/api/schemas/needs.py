"""Needs that members have told to everybody."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from cities.api.schemas.answers import Listing
from cities.api.schemas.references import ConceptReference, RecordReference, TerritoryReference
from cities.api.schemas.words import Label

Urgency = Literal["soon", "year", "open"]


class Need(Label):
    """What a member looks for; `label` is its sentence. Only needs meant for everyone are here, and only while they are open."""

    id: Annotated[UUID, Field(description="Id of the need.")]
    urgency: Annotated[Urgency, Field(description="`soon`: within weeks; `year`: within the year; `open`: no hurry.")]
    until: Annotated[date | None, Field(description="Its last day, where it has one.")]
    changed_on: Annotated[date | None, Field(description="When it was last said or changed.")]
    organisation: Annotated[RecordReference | None, Field(description="The member that looks for it.")]
    concepts: Annotated[list[ConceptReference], Field(description="What it is about.")]
    territories: Annotated[list[TerritoryReference], Field(description="Where it is about, where the member has said so.")]


class NeedList(Listing[Need]):
    """Needs."""
