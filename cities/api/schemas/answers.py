"""Whole answers: lists, search results, maps and messages about what went wrong."""

from datetime import datetime
from typing import Annotated, Any, Generic, Literal, TypeVar
from uuid import UUID

from pydantic import BaseModel, Field

from cities.api.schemas.records import Concept, Member, Practice, Resource, Territory
from cities.api.schemas.references import FoundKind, PermanentAddress, RecordKind
from cities.api.schemas.transfers import Transfer
from cities.api.schemas.words import Language, State

R = TypeVar("R")


class Listing(BaseModel, Generic[R]):
    """One page of a list."""

    total: Annotated[int, Field(description="How many records there are in all.")]
    results: Annotated[list[R], Field(description="The records from `offset` on, at most `limit` of them.")]


class MemberList(Listing[Member]):
    """Organisations."""


class PracticeList(Listing[Practice]):
    """Practices."""


class ResourceList(Listing[Resource]):
    """Resources."""


class TransferList(Listing[Transfer]):
    """Transfers."""


class ConceptList(Listing[Concept]):
    """Concepts."""


class TerritoryList(Listing[Territory]):
    """Territories."""


class Reason(BaseModel):
    """Why a record was found."""

    signal: Annotated[
        Literal["name", "words", "meaning", "concept", "place"],
        Field(
            description="`name`: it is called so; `words`: it has words of the query; `meaning`: a passage of it means what was "
            "asked, in whatever language; `concept`, `place`: it is about a concept or a territory the query names."
        ),
    ]
    label: Annotated[str, Field(description="The reason in the asked language, for people.")]
    field: Annotated[str, Field(description="The field it stands in; empty for concepts and places.")] = ""
    language: Annotated[str, Field(description="Language it was found in, as a BCP 47 tag; empty for concepts and places.")] = ""
    words: Annotated[list[str], Field(description="The words that matched, as they stand in the record.")] = []
    value: Annotated[str, Field(description="Key of the concept or code of the territory.")] = ""


class Excerpt(BaseModel):
    """The passage that answers best, as it was written."""

    text: Annotated[str, Field(description="At most some 220 characters, without markup.")]
    language: Annotated[str, Field(description="Its language, as a BCP 47 tag.")]
    field: Annotated[str, Field(description="The field it comes from.")]
    marks: Annotated[list[tuple[int, int]], Field(description="Beginnings and ends of the words that were asked for, in characters.")] = []


class Explanation(BaseModel):
    """What a score is made of. `meaning` in standard deviations above the mean of the language, the others from 0 to 1."""

    signals: Annotated[dict[str, float], Field(description="How much speaks for it, by signal.")]
    added: Annotated[dict[str, float], Field(description="What each signal adds to the score.")]


class Result(BaseModel):
    """A record that answers a query."""

    id: Annotated[UUID, Field(description="Permanent id.")]
    kind: Annotated[FoundKind, Field(description="What kind of record it is.")]
    title: Annotated[str, Field(description="Name or title.")]
    language: Language
    state: State
    original_language: Annotated[str, Field(description="Language the record was written in, as a BCP 47 tag.")]
    year: Annotated[int | None, Field(description="Year it began, was published or joined.")]
    territories: Annotated[list[str], Field(description="Codes of its territories and of all they lie in.")]
    summary: Annotated[str, Field(description="The record in a few sentences, in the language of the title. Markdown.")]
    url: PermanentAddress
    score: Annotated[float, Field(description="How well it answers; comparable within one answer only.")]
    reasons: Annotated[list[Reason], Field(description="Why it was found.")]
    excerpt: Annotated[Excerpt | None, Field(description="The passage that answers best.")]
    explanation: Annotated[Explanation | None, Field(description="With `explain=1`: what the score is made of.")] = None


class FacetValue(BaseModel):
    """A further choice and how many records it would leave."""

    value: Annotated[str, Field(description="What to give the parameter named as the facet, where there is one.")]
    label: Annotated[str, Field(description="The value in the asked language, or the best there is.")]
    count: Annotated[int, Field(description="Records found that have it.")]


class Facets(BaseModel):
    """The records found, counted by aspect; most frequent first."""

    kind: Annotated[list[FacetValue], Field(description="By kind of record, as if no kind had been asked for.")]
    language: Annotated[list[FacetValue], Field(description="By the languages it has words in.")]
    region: Annotated[list[FacetValue], Field(description="By world region.")]
    country: Annotated[list[FacetValue], Field(description="By country.")]
    concept: Annotated[list[FacetValue], Field(description="By concept; the fifty most frequent.")]
    year: Annotated[list[FacetValue], Field(description="By the year it began, was published or joined; there is no parameter for it.")]


class SearchAnswer(BaseModel):
    """What a search finds."""

    total: Annotated[int, Field(description="How many records were found in all.")]
    took_ms: Annotated[int, Field(description="Time the search took, in milliseconds.")]
    query_language: Annotated[str, Field(description="Language the query was taken to be in, as a BCP 47 tag.")]
    did_you_mean: Annotated[str, Field(description="The query with words mended that no record has; empty when there are none.")]
    recognised: Annotated[list[FacetValue], Field(description="Concepts and territories the query names.")]
    results: Annotated[list[Result], Field(description="The records from `offset` on, best first, at most `limit` of them.")]
    facets: Annotated[Facets, Field(description="How further choices would narrow the result.")]


class Suggested(BaseModel):
    """Something a reader may be about to type."""

    label: Annotated[str, Field(description="Its name in the asked language, or the best there is.")]
    language: Annotated[str, Field(description="Language of the label, as a BCP 47 tag.")]
    kind: Annotated[
        Literal["member", "practice", "resource", "transfer", "engagement", "comparison", "edition", "concept", "place"],
        Field(description="What it is."),
    ]
    value: Annotated[str, Field(description="Id of a record, key of a concept, code of a territory.")]


class SuggestAnswer(BaseModel):
    """Suggestions, likeliest first."""

    total: Annotated[int, Field(description="How many are given.")]
    results: Annotated[list[Suggested], Field(description="At most `limit` suggestions.")]


class ParameterFault(BaseModel):
    """What is wrong with one parameter."""

    parameter: Annotated[str, Field(description="Name of the parameter.")]
    message: Annotated[str, Field(description="What is wrong, in the asked language.")]
    allowed: Annotated[list[str] | None, Field(description="The values it takes, where they are few.")] = None


class Problem(BaseModel):
    """A request that could not be answered."""

    detail: Annotated[str, Field(description="What is wrong, in the asked language.")]
    errors: Annotated[list[ParameterFault], Field(description="Each fault found.")] = []


class Tombstone(BaseModel):
    """A record that was public once and has been withdrawn."""

    detail: Annotated[str, Field(description="Says so, in the asked language.")]
    id: Annotated[UUID, Field(description="Permanent id.")]
    kind: Annotated[RecordKind, Field(description="What kind of record it was.")]
    withdrawn_at: Annotated[datetime, Field(description="When it was withdrawn.")]


class Geometry(BaseModel):
    """A point, or several where a record has several territories (RFC 7946)."""

    type: Annotated[Literal["Point", "MultiPoint"], Field(description="`Point` or `MultiPoint`.")]
    coordinates: Annotated[list[float] | list[list[float]], Field(description="Longitude and latitude, or a list of such pairs, WGS 84.")]


class Feature(BaseModel):
    """One record on the map."""

    type: Annotated[Literal["Feature"], Field(description="Always `Feature`.")]
    id: Annotated[UUID, Field(description="Permanent id.")]
    geometry: Annotated[Geometry | None, Field(description="Where; null when no territory of the record has coordinates.")]
    properties: Annotated[dict[str, Any], Field(description="The record as the list in JSON gives it.")]


class FeatureCollection(BaseModel):
    """One page of a list as GeoJSON (RFC 7946)."""

    type: Annotated[Literal["FeatureCollection"], Field(description="Always `FeatureCollection`.")]
    total: Annotated[int, Field(description="How many records there are in all.")]
    features: Annotated[list[Feature], Field(description="The records from `offset` on, at most `limit` of them.")]
