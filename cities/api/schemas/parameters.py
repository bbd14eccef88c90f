"""Parameters of the lists. Whatever is not named here is refused, so that a mistyped filter is not taken for no filter."""

from datetime import UTC, datetime
from typing import Annotated, Any, Literal

from django.http import QueryDict
from pydantic import AfterValidator, BaseModel, Field, ValidationInfo, model_validator
from pydantic_core import PydanticCustomError

from cities.api.schemas.references import FoundKind, TerritoryLevel
from cities.translation.languages import normalise_tag

MOST_RESULTS = 100
# Beyond this nobody reads on; the database would count through it all the same.
FURTHEST_OFFSET = 1_000_000
MOST_VALUES = 20
# RFC 5646, as far as it can be said in a line.
TAG_PATTERN = r"^[A-Za-z]{2,3}([-_][A-Za-z0-9]{1,8})*$"
COUNTRY_PATTERN = r"^[A-Za-z]{2}$"
EARLIEST, LATEST = datetime(2000, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC)


def _moment(value: datetime) -> datetime:
    """In UTC, which is also what a time without a zone is taken for; within the years a record can have changed in."""
    moment = value if value.tzinfo else value.replace(tzinfo=UTC)
    if not EARLIEST <= moment <= LATEST:
        raise PydanticCustomError("moment_out_of_range", "not between 2000 and 2200")
    return moment.astimezone(UTC)


Tag = Annotated[str, Field(max_length=35, pattern=TAG_PATTERN), AfterValidator(normalise_tag)]
Code = Annotated[str, Field(min_length=1, max_length=140)]
Year = Annotated[int, Field(ge=1, le=9999)]
Country = Annotated[str, Field(pattern=COUNTRY_PATTERN)]
Query = Annotated[str, Field(max_length=500, description="Words the record must have, in any of its languages.")]
Format = Annotated[Literal["json", "geojson"], Field(description="`json`, or `geojson` for maps and geographic software.")]

Territories = Annotated[
    list[Code],
    Field(
        max_length=MOST_VALUES,
        description="Code or id of a territory; what lies within it counts too. Repeat for any of several.",
        examples=[["africa-middle-east"]],
    ),
]
Concepts = Annotated[
    list[Code],
    Field(
        max_length=MOST_VALUES,
        description="Key (`themes:microcredit`), code or id of a concept; narrower ones count too. Repeat for records that have every one.",
        examples=[["themes:microcredit"]],
    ),
]
Countries = Annotated[
    list[Country], Field(max_length=MOST_VALUES, description="Country, ISO 3166-1 alpha-2. Repeat for any of several.", examples=[["SN"]])
]
Regions = Annotated[
    list[Code],
    Field(max_length=MOST_VALUES, description="Code of a world region. Repeat for any of several.", examples=[["africa-middle-east"]]),
]
Languages = Annotated[
    list[Tag], Field(max_length=MOST_VALUES, description="Language the record has words in. Repeat for any of several.", examples=[["fr"]])
]
Kinds = Annotated[list[Code], Field(max_length=MOST_VALUES, description="Code of the kind of organisation. Repeat for any of several.")]
ChangedSince = Annotated[datetime, AfterValidator(_moment)]


class Parameters(BaseModel):
    """What every address takes."""

    lang: Annotated[
        Tag | None,
        Field(
            description="The reader's language, as a BCP 47 tag. Words come in it or in the nearest there is, and say which.",
            examples=["fr"],
        ),
    ] = None

    @model_validator(mode="before")
    @classmethod
    def _check_names(cls, values: Any, info: ValidationInfo) -> Any:
        """Looks at the request itself: what reaches `values` are the known names alone."""
        given = info.context["request"].GET if info.context else QueryDict()
        unknown = sorted(set(given) - set(cls.model_fields))
        if unknown:
            raise PydanticCustomError("unknown_parameter", "unknown", {"names": unknown, "known": sorted(cls.model_fields)})
        for name in given:
            if len(given.getlist(name)) > 1 and not _is_list(cls, name):
                raise PydanticCustomError("given_twice", "given twice", {"name": name})
            if any("\0" in value for value in given.getlist(name)):
                raise PydanticCustomError("null_character", "null character", {"name": name})
        return values


class ListParameters(Parameters):
    """What every list takes."""

    limit: Annotated[int, Field(ge=1, le=MOST_RESULTS, description="How many records at most.")] = 20
    offset: Annotated[int, Field(ge=0, le=FURTHEST_OFFSET, description="How many records to pass over first.")] = 0


class RecordParameters(ListParameters):
    """What lists of members, practices and resources take."""

    q: Query = ""
    territory: Territories = []
    region: Regions = []
    country: Countries = []
    concept: Concepts = []
    language: Languages = []
    updated_since: Annotated[
        ChangedSince | None,
        Field(description="Only what changed at or after this time; UTC when no zone is given.", examples=["2026-01-31T12:00:00Z"]),
    ] = None


class MemberParameters(RecordParameters):
    sort: Annotated[
        Literal["title", "-title", "since", "-since", "founded", "-founded", "created", "-created", "updated", "-updated"],
        Field(description="Order; a minus turns it round."),
    ] = "title"
    kind: Kinds = []
    category: Annotated[
        list[Code], Field(max_length=MOST_VALUES, description="Code of the category of membership. Repeat for any of several.")
    ] = []
    since: Annotated[Year | None, Field(description="Members since this year or later.")] = None
    membership: Annotated[
        Literal["running", "ended", "all"],
        Field(description="`running`: members of today; `ended`: former members; `all`: every organisation, members or not."),
    ] = "running"
    format: Format = "json"


class PracticeParameters(RecordParameters):
    sort: Annotated[
        Literal["title", "-title", "started", "-started", "created", "-created", "updated", "-updated"],
        Field(description="Order; a minus turns it round."),
    ] = "-created"
    status: Annotated[
        list[Literal["planned", "running", "ended"]],
        Field(max_length=3, description="Where the practice stands. Repeat for any of several."),
    ] = []
    year: Annotated[Year | None, Field(description="Practices under way in this year.")] = None
    since: Annotated[Year | None, Field(description="Practices that began in this year or later.")] = None
    organisation: Annotated[Code | None, Field(description="Code or id of an organisation that took part.")] = None
    format: Format = "json"


class ResourceParameters(RecordParameters):
    sort: Annotated[
        Literal["title", "-title", "year", "-year", "created", "-created", "updated", "-updated"],
        Field(description="Order; a minus turns it round."),
    ] = "-year"
    kind: Annotated[list[Code], Field(max_length=MOST_VALUES, description="Code of the kind of resource. Repeat for any of several.")] = []
    year: Annotated[Year | None, Field(description="Year of publication.")] = None
    since: Annotated[Year | None, Field(description="Published in this year or later.")] = None
    file_language: Annotated[
        list[Tag], Field(max_length=MOST_VALUES, description="Language of one of its files. Repeat for any of several.")
    ] = []
    publisher: Annotated[Code | None, Field(description="Code or id of an organisation that published it.")] = None
    practice: Annotated[Code | None, Field(description="Code or id of a practice it is about.")] = None


class TransferParameters(RecordParameters):
    sort: Annotated[
        Literal["title", "-title", "created", "-created", "updated", "-updated"],
        Field(description="Order; a minus turns it round."),
    ] = "-updated"
    phase: Annotated[
        list[Literal["understand", "adapt", "prepare", "re-use"]],
        Field(max_length=4, description="Phase it is in. Repeat for any of several."),
    ] = []
    stopped: Annotated[bool | None, Field(description="Only those that were stopped, or only those that were not.")] = None
    origin: Annotated[Code | None, Field(description="Code or id of the organisation that gives the practice.")] = None
    destination: Annotated[Code | None, Field(description="Code or id of the organisation that takes it up.")] = None
    practice: Annotated[Code | None, Field(description="Code or id of a practice that travels, or of what it has become.")] = None


class ConceptParameters(ListParameters):
    sort: Annotated[
        Literal["position", "title", "-title", "updated", "-updated"],
        Field(description="Order; a minus turns it round. `position` is the order of the vocabulary."),
    ] = "position"
    q: Annotated[str, Field(max_length=500, description="Part of a label, in any language, accents and case aside.")] = ""
    scheme: Annotated[
        list[Code], Field(max_length=MOST_VALUES, description="Code of a vocabulary. Repeat for any of several.", examples=[["themes"]])
    ] = []
    concept: Concepts = []


class TerritoryParameters(ListParameters):
    sort: Annotated[
        Literal["place", "title", "-title", "updated", "-updated"],
        Field(description="Order; a minus turns it round. `place` goes down the tree: each territory is followed by what it contains."),
    ] = "place"
    q: Annotated[str, Field(max_length=500, description="Part of a name, in any language, accents and case aside.")] = ""
    kind: Annotated[
        list[TerritoryLevel],
        Field(max_length=6, description="What sort of territory. Repeat for any of several."),
    ] = []
    territory: Territories = []
    region: Regions = []
    country: Countries = []
    format: Format = "json"


class SearchParameters(ListParameters):
    q: Annotated[
        str,
        Field(
            max_length=1000,
            description="What is looked for, in any language: words, a name, a need told in a sentence. “A phrase” in quotes must "
            "stand so; `-word` leaves out; `lang:fr` wants words in French; `in:dakar` a place.",
        ),
    ] = ""
    query_language: Annotated[
        Tag | None, Field(description="Language of the query, as a BCP 47 tag; guessed when not given.", examples=["ko"])
    ] = None
    sort: Annotated[Literal["best", "newest", "oldest"], Field(description="Order of the results.")] = "best"
    explain: Annotated[bool, Field(description="Whether to say what each signal adds to a score.")] = False
    kind: Annotated[
        list[FoundKind],
        Field(
            max_length=9,
            description="What kind of record. Repeat for any of several. Concepts and territories are found only when asked for.",
        ),
    ] = []
    territory: Territories = []
    region: Regions = []
    country: Countries = []
    concept: Concepts = []
    language: Languages = []


class SuggestParameters(Parameters):
    q: Annotated[str, Field(max_length=200, description="The beginning of a name or a topic, in any language.")] = ""
    limit: Annotated[int, Field(ge=1, le=20, description="How many suggestions at most.")] = 8


def _is_list(model: type[Parameters], name: str) -> bool:
    return isinstance(model.model_fields[name].get_default(), list)
