"""Transfers: what both sides have agreed to tell."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, Field

from cities.api.schemas.facts import Figure, Source
from cities.api.schemas.records import Record
from cities.api.schemas.references import ActorKind, ConceptReference, RecordReference, TerritoryReference
from cities.api.schemas.words import Label, TransferText

PhaseCode = Annotated[Literal["understand", "adapt", "prepare", "re-use"], Field(description="Phase.")]
Moment = Annotated[
    str,
    Field(
        description="A year, a season (21 spring to 24 winter), a month or a day, as far as it is known; or empty.",
        examples=["2013-22"],
    ),
]


class Party(BaseModel):
    """A side of the transfer."""

    organisation: Annotated[RecordReference | None, Field(description="Its record; null when it has none that is public.")]
    name: Annotated[str, Field(description="Its name, where it has no record; empty when it has one.")]
    territories: Annotated[list[TerritoryReference], Field(description="Where it is.")]


class PhaseStay(BaseModel):
    """A phase the transfer was or is in."""

    phase: PhaseCode
    began: Moment
    ended: Moment


class Adaptation(BaseModel):
    """What was changed on the way."""

    dimension: Annotated[
        Literal["legal", "institutional", "economic", "cultural", "linguistic", "scale"], Field(description="In which respect.")
    ]
    was: Annotated[Label | None, Field(description="What it was at the origin.")]
    became: Annotated[Label | None, Field(description="What it became.")]
    reason: Annotated[Label | None, Field(description="Why.")]
    made_by: Annotated[str, Field(description="Who changed it; empty when not told.")]
    source: Annotated[Source | None, Field(description="What it is known from.")]


class Pilot(BaseModel):
    """A trial."""

    name: Annotated[Label | None, Field(description="What it is called, or where it was.")]
    result: Annotated[Label | None, Field(description="What came of it.")]
    territory: Annotated[TerritoryReference | None, Field(description="Where.")]
    began: Moment
    ended: Moment
    weeks: Annotated[int | None, Field(description="How many weeks it lasted; null when nobody knows.")]
    participants: Annotated[int | None, Field(description="How many people took part; null when nobody knows.")]
    source: Annotated[Source | None, Field(description="What it is known from.")]


class Variant(BaseModel):
    """The practice done otherwise."""

    name: Annotated[Label | None, Field(description="What it is called.")]
    description: Annotated[Label | None, Field(description="What is different.")]
    since: Moment
    source: Annotated[Source | None, Field(description="What it is known from.")]


class Step(BaseModel):
    """Something that happened on the way."""

    happened: Moment
    phase: Annotated[str, Field(description="Phase it belongs to; empty when not told.")]
    sentence: Annotated[Label | None, Field(description="What happened.")]
    source: Annotated[Source | None, Field(description="What it is known from.")]


class LocalActor(BaseModel):
    """Someone in the local group."""

    organisation: Annotated[RecordReference | None, Field(description="Its record; null when it has none.")]
    name: Annotated[str, Field(description="Its name.")]
    actor_kind: ActorKind


class Product(BaseModel):
    """An agreement, a report, a guide …"""

    kind: Annotated[ConceptReference, Field(description="What it is.")]
    title: Annotated[str, Field(description="Title as it stands on it.")]
    language: Annotated[str | None, Field(description="Its language, as a BCP 47 tag.")]
    year: Annotated[int | None, Field(description="Year.")]
    url: Annotated[str | None, Field(description="Where it is.", json_schema_extra={"format": "uri"})]
    resource: Annotated[RecordReference | None, Field(description="Its record; null when it has none.")]


class TransferFigure(Figure):
    """A number about the transfer."""

    aspect: Annotated[Literal["uptake", "budget", "result"], Field(description="What it tells: uptake in a year, budget or result.")]


class Transfer(Record):
    """A practice on its way from one territory to another. `territories` are those it goes to."""

    kind: Annotated[Literal["transfer"], Field(description="Always `transfer`.")]
    phase: PhaseCode
    stopped: Moment
    stop_reason: Annotated[str, Field(description="Why it was stopped; empty while it is not.")]
    trigger: Annotated[str, Field(description="What set it off: `mission`, `event`, `match`, `search`, `network`; empty when not told.")]
    mode: Annotated[ConceptReference | None, Field(description="Way it travels.")]
    origin: Annotated[Party, Field(description="Who gives the practice.")]
    destination: Annotated[Party, Field(description="Who takes it up.")]
    practices: Annotated[list[RecordReference], Field(description="Practices that travel.")]
    result: Annotated[RecordReference | None, Field(description="The practice it has become; null when that has no public record.")]
    follows: Annotated[list[RecordReference], Field(description="Transfers it also learned from.")]
    stays: Annotated[list[PhaseStay], Field(description="Its phases.")]
    uptake: Annotated[list[TransferFigure], Field(description="How many are in use, year by year.")]


class TransferRecord(Transfer):
    """A transfer with all its words and everything told of it."""

    texts: Annotated[list[TransferText], Field(description="All words, one entry a language; the original first.")]
    steps: Annotated[list[Step], Field(description="What happened, by date.")]
    adaptations: Annotated[list[Adaptation], Field(description="What was changed.")]
    pilots: Annotated[list[Pilot], Field(description="Trials.")]
    variants: Annotated[list[Variant], Field(description="Variants.")]
    local_group: Annotated[list[LocalActor], Field(description="Who works on it where it goes.")]
    deliverables: Annotated[list[Product], Field(description="What was made.")]
    figures: Annotated[list[TransferFigure], Field(description="Results and budget.")]
    sources: Annotated[list[Source], Field(description="Where what is told comes from.")]


class LineageNode(BaseModel):
    """A practice, or a transfer of it."""

    id: Annotated[UUID, Field(description="Id of the record.")]
    kind: Annotated[Literal["practice", "transfer"], Field(description="What it is.")]
    began: Annotated[str, Field(description="First moment known; empty when nobody knows.")]
    phase: Annotated[str, Field(description="Phase of a transfer; empty for a practice.")]
    url: Annotated[str, Field(description="Permanent address.", json_schema_extra={"format": "uri"})]


class LineageEdge(BaseModel):
    """From what something came to what came of it."""

    source: Annotated[UUID, Field(description="Id of the practice or transfer it came from.")]
    target: Annotated[UUID, Field(description="Id of the transfer.")]


class LineageAnswer(BaseModel):
    """Where a practice has travelled."""

    nodes: Annotated[list[LineageNode], Field(description="Practices and transfers.")]
    edges: Annotated[list[LineageEdge], Field(description="What came from what.")]
