"""Comparisons: records side by side on a grid, each cell with what it is known from."""

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import BaseModel, Field

from cities.api.schemas.answers import Listing
from cities.api.schemas.facts import Source
from cities.api.schemas.references import PermanentAddress
from cities.api.schemas.words import FullText, Label, Language, Titled

Compared = Literal["practice", "transfer", "territory"]


class ComparisonText(FullText):
    """All words of a comparison in one language."""

    title: Annotated[str, Field(description="Title.")]
    introduction: Annotated[str, Field(description="What is compared, and what for. Markdown.")]


class ComparisonGrid(Label):
    """The grid of a comparison: a published version of a questionnaire; `label` is its title."""

    code: Annotated[str, Field(description="Code of the grid.", examples=["urban-commons"])]
    version: Annotated[int, Field(description="Number of its version.")]


class ComparedRecord(Label):
    """One of the records compared; `label` is its title."""

    id: Annotated[UUID, Field(description="Permanent id of the record.")]
    kind: Annotated[Compared, Field(description="What sort of record it is.")]
    code: Annotated[str, Field(description="Last part of the address of its page.")]
    url: PermanentAddress


class CellWords(BaseModel):
    """The words of a cell in one language."""

    words: Annotated[str, Field(description="The words.")]
    language: Language
    is_original: Annotated[bool, Field(description="Whether they were given in this language.")]


class ComparisonCell(BaseModel):
    """What is known of one record under one criterion."""

    record: Annotated[UUID, Field(description="Id of the record.")]
    state: Annotated[
        Literal["answered", "not-applicable", "no-answer", "not-known"],
        Field(description="`not-known` is what nobody has said; it is never nought."),
    ]
    value: Annotated[Any, Field(description="A code, a list of codes, a number as text, a day, or words; null when there is none.")]
    year: Annotated[int | None, Field(description="Year a figure of the record speaks of.")]
    precision: Annotated[str, Field(description="How exact a figure of the record is; empty for other values.", examples=["more-than"])]
    words: Annotated[list[CellWords], Field(description="Of words, every language they are in.")]
    filled_by: Annotated[Literal["record", "person", ""], Field(description="Read from the record, or said by somebody.")]
    sources: Annotated[list[Source], Field(description="The documents it is known from.")]
    said_by: Annotated[str, Field(description="Who says so, where it is no document: organisation and role.")]


class ComparisonOption(Label):
    """A code to choose, and its label."""

    code: Annotated[str, Field(description="The code, the same in every language.")]


class ComparisonCriterion(Label):
    """One row of a comparison; `label` is the criterion."""

    code: Annotated[str, Field(description="Code of the criterion, the same in all versions of the grid.")]
    section: Annotated[str, Field(description="Code of its section.")]
    type: Annotated[str, Field(description="Type of the question.", examples=["several-of", "scale", "number"])]
    unit: Annotated[str, Field(description="Unit of a number.")]
    standing: Annotated[
        Literal["same", "differs", "open", "unknown", "words"],
        Field(description="How its cells stand: `open` when the known ones agree and somewhere it is not known; `words` are not compared."),
    ]
    options: Annotated[list[ComparisonOption], Field(description="What there is to choose.")]
    cells: Annotated[list[ComparisonCell], Field(description="One for each record, in the order of `records`.")]


class Comparison(Titled):
    """A published comparison."""

    id: Annotated[UUID, Field(description="Permanent id of the comparison.")]
    url: PermanentAddress
    code: Annotated[str, Field(description="Last part of the address of its page.")]
    kind: Annotated[Compared, Field(description="What sort of records are compared.")]
    grid: Annotated[str, Field(description="Code of its grid.")]
    subjects: Annotated[int, Field(description="How many records stand in it.")]
    updated_at: Annotated[datetime, Field(description="When it last changed.")]


class ComparisonRecord(Titled):
    """A comparison with all its cells."""

    id: Annotated[UUID, Field(description="Permanent id of the comparison.")]
    url: PermanentAddress
    code: Annotated[str, Field(description="Last part of the address of its page.")]
    kind: Annotated[Compared, Field(description="What sort of records are compared.")]
    grid: Annotated[ComparisonGrid, Field(description="The grid.")]
    published_at: Annotated[datetime | None, Field(description="When it was published.")]
    updated_at: Annotated[datetime, Field(description="When it last changed.")]
    texts: Annotated[list[ComparisonText], Field(description="All words, the original first.")]
    records: Annotated[list[ComparedRecord], Field(description="What is compared, in the order of the table.")]
    criteria: Annotated[list[ComparisonCriterion], Field(description="The rows, in the order of the grid.")]


class ComparisonList(Listing[Comparison]):
    """Published comparisons."""
