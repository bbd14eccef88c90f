"""Filters as they come in addresses: what is known becomes a filter, what is not is named back to the reader."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields
from typing import Generic, TypeVar

from django.http import QueryDict

from cities.commons.members.queries import MemberFilter
from cities.commons.practices.queries import PracticeFilter
from cities.commons.resources.queries import ResourceFilter

F = TypeVar("F", PracticeFilter, MemberFilter, ResourceFilter)

MOST_VALUES = 20
MOST_CHARACTERS = 300
MOST_DIGITS = 9


@dataclass(frozen=True)
class GivenFilter(Generic[F]):
    """A filter, and the values in the address that mean nothing here."""

    filters: F
    unknown: tuple[str, ...]


def read_filter(kind: type[F], params: QueryDict, *, known: Mapping[str, Collection[str]]) -> GivenFilter[F]:
    """Keep the values each aspect knows; a value nobody knows is left out and reported, never guessed at."""
    chosen: dict[str, tuple[str, ...]] = {}
    unknown: list[str] = []
    for aspect in (field.name for field in fields(kind) if field.name != "query"):
        given = [value for value in dict.fromkeys(params.getlist(aspect)) if value][:MOST_VALUES]
        chosen[aspect] = tuple(value for value in given if value in known.get(aspect, ()))
        unknown += [value[:80] for value in given if value not in known.get(aspect, ())]
    return GivenFilter(kind(query=read_words(params), **chosen), tuple(unknown))


def read_number(value: str, *, most: int, default: int) -> int:
    """A number in an address. What is none, or longer than any there is, is the default."""
    return min(int(value), most) if value.isdecimal() and len(value) <= MOST_DIGITS else default


def read_words(params: QueryDict) -> str:
    return " ".join(params.get("q", "").replace("\x00", "").split())[:MOST_CHARACTERS]
