"""What readers ask for, as it comes in addresses: what is known becomes a filter, what is not is named back to them."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Generic, TypeVar
from urllib.parse import urlencode

from django.http import QueryDict

from cities.commons.members.queries import MemberFilter
from cities.commons.practices.queries import PracticeFilter
from cities.commons.resources.queries import ResourceFilter

F = TypeVar("F", PracticeFilter, MemberFilter, ResourceFilter)

MOST_VALUES = 20
MOST_CHARACTERS = 300
MOST_DIGITS = 9
# What a value nobody knows is cut to when it is told back.
MOST_TOLD = 80
# Nobody reads on for so long; the index would rank through it all the same.
LAST_PAGE = 500
FIRST_YEAR, LAST_YEAR = 1000, 2999
BEST, LIST = "best", "list"
SORTS = (BEST, "newest", "oldest")
VIEWS = (LIST, "map")


@dataclass(frozen=True)
class GivenFilter(Generic[F]):
    """A filter, and the values in the address that mean nothing here."""

    filters: F
    unknown: tuple[str, ...]


@dataclass(frozen=True)
class AskedSearch:
    """What the address of a search says. `spoken` is the language of the words where the reader has said it; both years are included."""

    words: str = ""
    spoken: str = ""
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    since: int | None = None
    until: int | None = None
    sort: str = BEST
    view: str = LIST
    number: int = 1
    unknown: tuple[str, ...] = ()

    @property
    def is_narrowed(self) -> bool:
        return any(self.chosen.values()) or self.since is not None or self.until is not None

    @property
    def is_empty(self) -> bool:
        return not (self.words or self.is_narrowed)

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """Names and values of its address, in one order, without what goes without saying."""
        said = [
            ("q", self.words),
            ("as", self.spoken),
            *((name, value) for name, values in self.chosen.items() for value in values),
            ("from", str(self.since or "")),
            ("to", str(self.until or "")),
            ("sort", "" if self.sort == BEST else self.sort),
            ("view", "" if self.view == LIST else self.view),
            ("page", "" if self.number == 1 else str(self.number)),
        ]
        return [(name, value) for name, value in said if value]

    @property
    def query(self) -> str:
        """The part of its address from the question mark on; empty for a search that asks nothing."""
        return f"?{urlencode(self.pairs)}" if self.pairs else ""

    def but(self, **changes: object) -> "AskedSearch":
        """The same with something changed, from its first page."""
        return replace(self, **{"number": 1, "unknown": (), **changes})  # type: ignore[arg-type]  # callers name fields

    def narrowed_to(self, name: str, *values: str) -> "AskedSearch":
        return self.but(chosen={**self.chosen, name: values})


def read_filter(kind: type[F], params: QueryDict, *, known: Mapping[str, Collection[str]]) -> GivenFilter[F]:
    """Keep the values each aspect knows; a value nobody knows is left out and reported, never guessed at."""
    names = [field.name for field in fields(kind) if field.name != "query"]
    chosen, unknown = _read_choices(names, params, known=known)
    return GivenFilter(kind(query=read_words(params), **chosen), unknown)


def read_search(params: QueryDict, *, known: Mapping[str, Collection[str]], languages: Collection[str]) -> AskedSearch:
    """`known`: the values of each filter, in the order of addresses. Anything is a search; what means nothing here is `unknown`."""
    chosen, unknown = _read_choices(known, params, known=known)
    years = {name: params.get(name, "").strip() for name in ("from", "to")}
    since, until = (_read_year(value) for value in years.values())
    if since and until and since > until:
        since, until = until, since
    spoken, sort, view = (params.get(name, "").strip() for name in ("as", "sort", "view"))
    choices = ((spoken, spoken in languages), (sort, sort in SORTS), (view, view in VIEWS))
    strange = [value for value, is_known in choices if value and not is_known]
    strange += [value for value in years.values() if value and _read_year(value) is None]
    return AskedSearch(
        words=read_words(params),
        spoken=spoken if spoken in languages else "",
        chosen=chosen,
        since=since,
        until=until,
        sort=sort if sort in SORTS else BEST,
        view=view if view in VIEWS else LIST,
        number=read_number(params.get("page", ""), most=LAST_PAGE, default=1) or 1,
        unknown=(*unknown, *(_told(value) for value in strange)),
    )


def read_number(value: str, *, most: int, default: int) -> int:
    """A number in an address. What is none, or longer than any there is, is the default."""
    return min(int(value), most) if value.isdecimal() and len(value) <= MOST_DIGITS else default


def read_words(params: QueryDict) -> str:
    """On one line, at most MOST_CHARACTERS; control characters and halves of characters are spaces."""
    return _plain(params.get("q", ""))[:MOST_CHARACTERS].strip()


def _read_choices(
    names: Iterable[str], params: QueryDict, *, known: Mapping[str, Collection[str]]
) -> tuple[dict[str, tuple[str, ...]], tuple[str, ...]]:
    chosen: dict[str, tuple[str, ...]] = {}
    unknown: list[str] = []
    for name in names:
        given = [value for value in dict.fromkeys(params.getlist(name)) if value][:MOST_VALUES]
        chosen[name] = tuple(value for value in given if value in known.get(name, ()))
        unknown += [_told(value) for value in given if value not in known.get(name, ())]
    return chosen, tuple(unknown)


def _read_year(value: str) -> int | None:
    year = read_number(value, most=LAST_YEAR + 1, default=0)
    return year if FIRST_YEAR <= year <= LAST_YEAR else None


def _told(value: str) -> str:
    return _plain(value)[:MOST_TOLD]


def _plain(value: str) -> str:
    return " ".join("".join(character if character.isprintable() else " " for character in value).split())
