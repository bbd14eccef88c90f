"""Facts about records: the same whatever the language."""

from typing import Annotated, Literal

from pydantic import BaseModel, Field

from cities.api.schemas.references import ActorKind, ConceptReference, RecordReference, TerritoryReference
from cities.api.schemas.words import Label


class Source(BaseModel):
    """A document or page facts were taken from."""

    title: Annotated[str, Field(description="Title as published.")]
    publisher: Annotated[str, Field(description="Who published it; empty when not known.")]
    year: Annotated[int | None, Field(description="Year of publication.")]
    url: Annotated[str | None, Field(description="Where it can be read.", json_schema_extra={"format": "uri"})]
    language: Annotated[str | None, Field(description="Language it is written in.")]
    locator: Annotated[str, Field(description="Page, line or section; empty when not known.")]


class Figure(BaseModel):
    """A number, when it holds and who says so. Two figures on one subject that disagree are both given."""

    measure: Annotated[ConceptReference, Field(description="What it counts.")]
    value: Annotated[float | int | None, Field(description="The number; null when there is none, then `absence` says why.")]
    absence: Annotated[Literal["not-applicable", "no-answer"] | None, Field(description="Why there is no value; null when there is one.")]
    qualifier: Annotated[Literal["exact", "about", "more-than", "less-than", "up-to"], Field(description="How exact the number is.")]
    unit: Annotated[str, Field(description="Unit: a currency code, `percent`, `people`, `units` …", examples=["EUR"])]
    year: Annotated[int | None, Field(description="Year the number speaks of.")]
    scope: Annotated[TerritoryReference | None, Field(description="Territory the number speaks of; null when it is the whole record.")]
    disagrees: Annotated[bool, Field(description="Another source says something else about the same subject.")]
    source: Annotated[Source, Field(description="Where the number comes from.")]


class Participation(BaseModel):
    """An organisation that took part in a practice, and as what."""

    organisation: Annotated[RecordReference | None, Field(description="The organisation's record; null when it has none.")]
    name: Annotated[str, Field(description="Name of the organisation; as the source writes it when it has no record.")]
    role: Annotated[ConceptReference, Field(description="What it did.")]
    actor_kind: ActorKind


class Membership(BaseModel):
    """A membership of the network."""

    category: Annotated[ConceptReference, Field(description="Category of membership.")]
    since: Annotated[int | None, Field(description="First year.")]
    until: Annotated[int | None, Field(description="Last year; null while the membership runs.")]
    years: Annotated[list["MembershipYear"], Field(description="How it stood, year by year.")]


class MembershipYear(BaseModel):
    """How a membership stood in one year."""

    year: Annotated[int, Field(description="The year.")]
    status: Annotated[Literal["active", "paused", "ended"], Field(description="How the membership stood.")]


class File(BaseModel):
    """One language version of a resource."""

    language: Annotated[str, Field(description="Language of the file, as a BCP 47 tag.")]
    title: Annotated[str, Field(description="Title as published; empty when it is that of the resource.")]
    url: Annotated[
        str | None, Field(description="Where to get it; null when it is only known to exist.", json_schema_extra={"format": "uri"})
    ]
    pages: Annotated[int | None, Field(description="Number of pages.")]


class Image(BaseModel):
    """A picture."""

    url: Annotated[str, Field(description="Address of the picture.", json_schema_extra={"format": "uri"})]
    width: Annotated[int, Field(description="Width in pixels.")]
    height: Annotated[int, Field(description="Height in pixels.")]
    credit: Annotated[str, Field(description="Whom to name; empty when nobody.")]
    alt: Annotated[Label | None, Field(description="What it shows.")]
