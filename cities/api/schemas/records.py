"""Records as lists give them, and as they are given one by one: then with all their words."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, Field

from cities.api.schemas.facts import Figure, File, Image, Membership, Participation, Source
from cities.api.schemas.references import ActorKind, ConceptReference, PermanentAddress, RecordReference, TerritoryLevel, TerritoryReference
from cities.api.schemas.words import (
    ConceptText,
    Direction,
    Language,
    LanguageVersion,
    MemberText,
    PracticeText,
    ResourceText,
    State,
    TerritoryText,
)

ApiAddress = Annotated[str, Field(description="Address of the whole record in this API.", json_schema_extra={"format": "uri"})]


class Described(BaseModel):
    """What every record has: an identity and words in the language that suits the asked one best."""

    id: Annotated[UUID, Field(description="Permanent id.")]
    url: PermanentAddress
    api_url: ApiAddress
    title: Annotated[str, Field(description="Name or title.")]
    language: Language
    direction: Direction
    state: State
    summary: Annotated[str, Field(description="The record in a few sentences, in the language of the title. Markdown.")]
    languages: Annotated[list[LanguageVersion], Field(description="Every language the record has words in.")]
    updated_at: Annotated[datetime, Field(description="When the record last changed.")]


class Record(Described):
    """What members, practices and resources share."""

    code: Annotated[str, Field(description="The last part of the page's address.")]
    created_at: Annotated[datetime, Field(description="When the record was made.")]
    territories: Annotated[list[TerritoryReference], Field(description="Where it is or acts.")]
    concepts: Annotated[list[ConceptReference], Field(description="What it is about; the vocabulary of a concept says which aspect.")]


class Member(Record):
    """An organisation of the network."""

    kind: Annotated[Literal["member"], Field(description="Always `member`.")]
    acronym: Annotated[str, Field(description="Short name; empty when it has none.")]
    organisation_kind: Annotated[ConceptReference, Field(description="What kind of organisation it is.")]
    actor_kind: ActorKind
    founded: Annotated[int | None, Field(description="Year it was founded.")]
    seat: Annotated[TerritoryReference | None, Field(description="Where it sits.")]
    membership: Annotated[Membership | None, Field(description="Its running membership, or the last one; null when it never was a member.")]
    websites: Annotated[list[str], Field(description="Addresses of its websites.")]
    figures: Annotated[list[Figure], Field(description="Numbers about it, each with its source.")]


class MemberRecord(Member):
    """An organisation with all its words."""

    texts: Annotated[list[MemberText], Field(description="All words, one entry a language; the original first.")]
    image: Annotated[Image | None, Field(description="Picture.")]
    practices: Annotated[list[RecordReference], Field(description="Public practices it took part in.")]
    resources: Annotated[list[RecordReference], Field(description="Public resources it published.")]


class Practice(Record):
    """Something that was done somewhere and that others could take up."""

    kind: Annotated[Literal["practice"], Field(description="Always `practice`.")]
    status: Annotated[Literal["planned", "running", "ended"], Field(description="Where it stands.")]
    started: Annotated[int | None, Field(description="Year it began.")]
    ended: Annotated[int | None, Field(description="Year it ended.")]
    organisations: Annotated[list[Participation], Field(description="Who took part, as what.")]
    figures: Annotated[list[Figure], Field(description="Numbers about it, each with its source.")]


class PracticeRecord(Practice):
    """A practice with all its words."""

    texts: Annotated[list[PracticeText], Field(description="All words, one entry a language; the original first.")]
    sources: Annotated[list[Source], Field(description="Where what is told comes from.")]
    contact: Annotated[
        RecordReference | None, Field(description="Organisation that answers questions; messages reach it through the page.")
    ]
    related: Annotated[list[RecordReference], Field(description="Related practices.")]
    resources: Annotated[list[RecordReference], Field(description="Public resources about it.")]
    image: Annotated[Image | None, Field(description="Picture.")]


class Resource(Record):
    """A report, guide, video, kit or web page."""

    kind: Annotated[Literal["resource"], Field(description="Always `resource`.")]
    resource_kind: Annotated[ConceptReference, Field(description="What kind of resource it is.")]
    year: Annotated[int | None, Field(description="Year of publication.")]
    publishers: Annotated[list[RecordReference], Field(description="Organisations that published it.")]
    files: Annotated[list[File], Field(description="Its files, each with its own language.")]


class ResourceRecord(Resource):
    """A resource with all its words."""

    texts: Annotated[list[ResourceText], Field(description="All words, one entry a language; the original first.")]
    practices: Annotated[list[RecordReference], Field(description="Practices it is about.")]


class Concept(Described):
    """An entry of a vocabulary (a SKOS concept)."""

    kind: Annotated[Literal["concept"], Field(description="Always `concept`.")]
    key: Annotated[str, Field(description="Vocabulary and code: what the concept is stored and filtered by.")]
    scheme: Annotated[str, Field(description="Code of the vocabulary.")]
    code: Annotated[str, Field(description="Code within the vocabulary.")]
    uri: Annotated[str, Field(description="URI of the concept in the SKOS files.")]
    alternatives: Annotated[list[str], Field(description="Other words for it, in the language of the title.")]
    broader: Annotated[ConceptReference | None, Field(description="The concept above it.")]


class Mapping(BaseModel):
    """What a concept corresponds to in somebody else's vocabulary."""

    relation: Annotated[
        Literal["exactMatch", "closeMatch", "broadMatch", "narrowMatch", "relatedMatch"], Field(description="SKOS mapping relation.")
    ]
    target: Annotated[str, Field(description="URI of the other concept.")]


class ConceptRecord(Concept):
    """A concept in every language, with its neighbours."""

    texts: Annotated[list[ConceptText], Field(description="All words, one entry a language.")]
    narrower: Annotated[list[ConceptReference], Field(description="The concepts directly under it.")]
    mappings: Annotated[list[Mapping], Field(description="Concepts of other vocabularies it corresponds to.")]


class Territory(Described):
    """A district, city, region, country or world region."""

    kind: Annotated[Literal["territory"], Field(description="Always `territory`.")]
    code: Annotated[str, Field(description="Code, as used in filters.")]
    level: Annotated[TerritoryLevel, Field(description="What sort of territory it is.")]
    path: Annotated[str, Field(description="Codes from the world down to it.", examples=["world/europe/es/es-bilbao/"])]
    country: Annotated[str | None, Field(description="Country it lies in, ISO 3166-1 alpha-2.")]
    iso_code: Annotated[str | None, Field(description="Its own ISO 3166 code.")]
    wikidata: Annotated[str | None, Field(description="Its id in Wikidata.")]
    geonames: Annotated[int | None, Field(description="Its id in GeoNames.")]
    latitude: Annotated[float | None, Field(description="Degrees north, WGS 84.")]
    longitude: Annotated[float | None, Field(description="Degrees east, WGS 84.")]


class TerritoryRecord(Territory):
    """A territory with its names in every language and its neighbours in the tree."""

    texts: Annotated[list[TerritoryText], Field(description="Its names, one entry a language.")]
    parents: Annotated[list[TerritoryReference], Field(description="What contains it, widest first.")]
    children: Annotated[list[TerritoryReference], Field(description="What lies directly in it.")]
