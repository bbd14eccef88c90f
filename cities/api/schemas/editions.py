"""Editions: publications made from the commons, with the totals they print."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, Field

from cities.api.schemas.answers import Listing
from cities.api.schemas.references import PermanentAddress
from cities.api.schemas.words import Language, Titled


class EditionFile(BaseModel):
    """An edition in one language."""

    language: Language
    pdf: Annotated[str, Field(description="Address of the typeset edition.", json_schema_extra={"format": "uri"})]
    data: Annotated[str, Field(description="Address of its tables, charts and snapshot (zip).", json_schema_extra={"format": "uri"})]
    epub: Annotated[str | None, Field(description="Address of the EPUB; kits only.", json_schema_extra={"format": "uri"})]


class Total(BaseModel):
    """A total as the edition prints it, counted from its snapshot."""

    subject: Annotated[str, Field(description="What is counted.", examples=["members", "region:asia", "region-group:asia:sse-networks"])]
    count: Annotated[int, Field(description="How many.")]


class Edition(Titled):
    """A published yearbook, report of activity or kit."""

    id: Annotated[UUID, Field(description="Permanent id of the edition.")]
    url: PermanentAddress
    code: Annotated[str, Field(description="Last part of the address of its page.")]
    kind: Annotated[Literal["yearbook", "activity-report", "kit"], Field(description="What sort of publication it is.")]
    year: Annotated[int, Field(description="The year its members are counted in; of a kit, the year of this version.")]
    version: Annotated[int | None, Field(description="Which version of a kit this is; each stays at its own address. Empty for others.")]
    newest: Annotated[UUID | None, Field(description="Permanent id of the newest version of a kit. Empty for others.")]
    published_at: Annotated[datetime, Field(description="When it was published as it is now.")]
    digest: Annotated[str, Field(description="SHA-256 of the snapshot it is set from: the same digest gives the same bytes.")]
    files: Annotated[list[EditionFile], Field(description="Its files, one for each language.")]
    folder: Annotated[
        str | None,
        Field(description="Address of the offline folder with all languages (zip); kits only.", json_schema_extra={"format": "uri"}),
    ]


class EditionRecord(Edition):
    """One edition with every total it prints."""

    totals: Annotated[list[Total], Field(description="Totals, in the order of the edition.")]


class EditionList(Listing[Edition]):
    """Published editions."""
