"""How one record points to another: by its id, with enough words to show."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from cities.api.schemas.words import Label

RecordKind = Literal["member", "practice", "resource", "transfer", "engagement"]
FoundKind = Literal["member", "practice", "resource", "transfer", "engagement", "comparison", "edition", "concept", "territory"]
TerritoryLevel = Literal["world", "world-region", "country", "region", "city", "district"]
ActorKind = Annotated[
    Literal["public", "civil-society", "private", "research"], Field(description="Which side of a collaboration the organisation is on.")
]
PermanentAddress = Annotated[
    str,
    Field(
        description="Permanent address of the record; it leads to the page in the reader's language.", json_schema_extra={"format": "uri"}
    ),
]


class ConceptReference(Label):
    """A concept of a vocabulary."""

    id: Annotated[UUID, Field(description="Id of the concept, see `/concepts/{record_id}`.")]
    key: Annotated[
        str, Field(description="Vocabulary and code: what the concept is stored and filtered by.", examples=["themes:microcredit"])
    ]
    scheme: Annotated[str, Field(description="Code of the vocabulary.", examples=["themes"])]


class TerritoryReference(Label):
    """A territory with its place on the map."""

    id: Annotated[UUID, Field(description="Id of the territory, see `/territories/{record_id}`.")]
    code: Annotated[str, Field(description="Code of the territory, as used in filters.", examples=["es-bilbao"])]
    level: Annotated[TerritoryLevel, Field(description="What sort of territory it is.")]
    country: Annotated[str | None, Field(description="Country it lies in, ISO 3166-1 alpha-2.", examples=["ES"])]
    latitude: Annotated[float | None, Field(description="Degrees north, WGS 84.")]
    longitude: Annotated[float | None, Field(description="Degrees east, WGS 84.")]


class RecordReference(Label):
    """Another public record; `label` is its name or title."""

    id: Annotated[UUID, Field(description="Id of the record.")]
    kind: Annotated[RecordKind, Field(description="What kind of record it is.")]
    url: PermanentAddress
