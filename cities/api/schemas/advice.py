"""Engagements: advice given and collaborations of research centres, as all who took part agreed to tell them."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, Field

from cities.api.schemas.answers import Listing
from cities.api.schemas.references import ConceptReference, PermanentAddress, RecordReference
from cities.api.schemas.words import EngagementText, Titled


class Output(BaseModel):
    """Something that was made."""

    id: Annotated[UUID, Field(description="Id of the output.")]
    kind: Annotated[ConceptReference | None, Field(description="What it is.")]
    title: Annotated[str, Field(description="Title as it stands on it.")]
    language: Annotated[str | None, Field(description="Its language, as a BCP 47 tag.")]
    url: Annotated[str | None, Field(description="Where it is.", json_schema_extra={"format": "uri"})]


class Engagement(Titled):
    """Advice or a collaboration."""

    id: Annotated[UUID, Field(description="Permanent id.")]
    url: PermanentAddress
    kind: Annotated[Literal["advice", "collaboration"], Field(description="Advice, or a collaboration of research centres.")]
    summary: Annotated[str, Field(description="In two or three sentences. Markdown.")]
    organisations: Annotated[list[RecordReference], Field(description="Who takes part, those anyone may see.")]
    outputs: Annotated[list[Output], Field(description="What was made, as far as all agreed to show it.")]
    published_at: Annotated[datetime | None, Field(description="When all had agreed to what is told.")]


class EngagementRecord(Engagement):
    """With its words in every language."""

    texts: Annotated[list[EngagementText], Field(description="All words, the original first.")]


class EngagementList(Listing[Engagement]):
    """Engagements."""
