"""Words: every one says its language and how it was made."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, Field

TextState = Literal["original", "human", "reviewed", "machine"]

Language = Annotated[str, Field(description="Language of the words, as a BCP 47 tag.", examples=["fr"])]
State = Annotated[
    TextState,
    Field(
        description="How the words were made: `original`, `human` (translated by a person), `reviewed` (translated, then checked) "
        "or `machine` (translated by software, not checked)."
    ),
]
Direction = Annotated[Literal["ltr", "rtl"], Field(description="Direction the words are written in.")]


class Label(BaseModel):
    """A name or short phrase in the language that suits the asked one best."""

    label: Annotated[str, Field(description="The words.")]
    language: Language
    state: State


class Titled(BaseModel):
    """What has a title, given in the language that suits the asked one best."""

    title: Annotated[str, Field(description="Name or title.")]
    language: Language
    state: State


class LanguageVersion(BaseModel):
    """A language a record can be read in."""

    language: Language
    state: State


class FullText(BaseModel):
    """All words of a record in one language."""

    language: Language
    direction: Direction
    state: State
    stale: Annotated[list[str], Field(description="Fields translated from words of the original that have changed since.")]
    missing: Annotated[list[str], Field(description="Fields the original has and this language lacks.")]
    updated_at: Annotated[datetime, Field(description="When these words last changed.")]


class MemberText(FullText):
    """All words of an organisation in one language."""

    name: Annotated[str, Field(description="Name of the organisation.")]
    summary: Annotated[str, Field(description="What it is, in one or two sentences. Markdown.")]
    description: Annotated[str, Field(description="What it does. Markdown.")]
    image_alt: Annotated[str, Field(description="What the picture shows.")]


class PracticeText(FullText):
    """All words of a practice in one language."""

    title: Annotated[str, Field(description="Title.")]
    summary: Annotated[str, Field(description="The practice in two or three sentences. Markdown.")]
    problem: Annotated[str, Field(description="The problem it answers. Markdown.")]
    action: Annotated[str, Field(description="What is done. Markdown.")]
    co_construction: Annotated[str, Field(description="How it was built together: who decided what with whom. Markdown.")]
    results: Annotated[str, Field(description="Results. Markdown.")]
    success_factors: Annotated[str, Field(description="What made it work. Markdown.")]
    obstacles: Annotated[str, Field(description="Obstacles. Markdown.")]
    transferability: Annotated[str, Field(description="What to keep and what to adapt elsewhere. Markdown.")]
    image_alt: Annotated[str, Field(description="What the picture shows.")]


class ResourceText(FullText):
    """All words about a resource in one language; its files have languages of their own."""

    title: Annotated[str, Field(description="Title.")]
    summary: Annotated[str, Field(description="What it is and for whom. Markdown.")]


class TransferText(FullText):
    """All words of a transfer in one language."""

    title: Annotated[str, Field(description="Title.")]
    summary: Annotated[str, Field(description="The transfer in two or three sentences. Markdown.")]
    context: Annotated[str, Field(description="What was looked for. Markdown.")]
    results: Annotated[str, Field(description="What came of it. Markdown.")]
    lessons: Annotated[str, Field(description="Lessons. Markdown.")]
    next_steps: Annotated[str, Field(description="Next line of action. Markdown.")]


class EngagementText(FullText):
    """All words of an engagement in one language."""

    title: Annotated[str, Field(description="Title.")]
    summary: Annotated[str, Field(description="The engagement in two or three sentences. Markdown.")]


class ConceptText(FullText):
    """A concept in one language."""

    label: Annotated[str, Field(description="The preferred word for it.")]
    alternatives: Annotated[list[str], Field(description="Other words for it.")]
    definition: Annotated[str, Field(description="What it means.")]


class TerritoryText(FullText):
    """A territory's name in one language."""

    name: Annotated[str, Field(description="Name.")]
