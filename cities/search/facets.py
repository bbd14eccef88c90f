"""Lists that are narrowed by several aspects at once, and how many records each further choice would leave.

Short lists are narrowed and counted by the database (`Narrowing`, `tally`); long ones in memory (`Shelf`, `Selection`), where counting
costs next to nothing.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, Protocol, TypeVar
from uuid import UUID

import numpy as np
import numpy.typing as npt
from django.db.models import Count, F, Model, Q, QuerySet, Value
from django.db.models.expressions import Combinable


@dataclass(frozen=True)
class Narrowing:
    """A list and the conditions it is narrowed by, one an aspect. Values of one aspect widen, aspects narrow each other."""

    everything: QuerySet[Any]
    conditions: Mapping[str, Q]

    def records(self) -> QuerySet[Any]:
        return self.everything.filter(*self.conditions.values())

    def without(self, *aspects: str) -> QuerySet[Any]:
        """The list as if nothing had been chosen of these aspects: what their own counts are taken from."""
        return self.everything.filter(*(condition for name, condition in self.conditions.items() if name not in aspects))


@dataclass(frozen=True)
class Part:
    """One aspect to count: rows that link records to values."""

    aspect: str
    links: QuerySet[Any]
    value: str | Combinable
    record: str


class Shelved(Protocol):
    """What stands on a shelf: as much of a record as lists show."""

    @property
    def pk(self) -> UUID: ...


R = TypeVar("R", bound=Shelved)


@dataclass(frozen=True)
class Shelf(Generic[R]):
    """All public records of a kind with what they can be narrowed by. A set of them is a number whose bit n stands for the n-th record."""

    records: tuple[R, ...]
    sets: Mapping[str, Mapping[str, int]] = field(repr=False)
    # Other orders than that of `records`: positions by name.
    orders: Mapping[str, Sequence[int]] = field(default_factory=dict, repr=False)

    @property
    def everything(self) -> int:
        return (1 << len(self.records)) - 1

    def having(self, aspect: str, values: Iterable[str]) -> int:
        """Records with at least one of these values."""
        found, held = 0, self.sets.get(aspect, {})
        for value in values:
            found |= held.get(value, 0)
        return found

    def among(self, wanted: Iterable[UUID]) -> int:
        """Those of these records that are on the shelf."""
        known = set(wanted)
        return as_set((place for place, record in enumerate(self.records) if record.pk in known), len(self.records))


@dataclass(frozen=True)
class Selection(Generic[R]):
    """A shelf narrowed by conditions, one an aspect: each the set of records it holds for."""

    shelf: Shelf[R]
    conditions: Mapping[str, int]

    @property
    def total(self) -> int:
        return self.without().bit_count()

    def without(self, *aspects: str) -> int:
        """The records left if nothing had been chosen of these aspects: what their own counts are taken from."""
        left = self.shelf.everything
        for name, fitting in self.conditions.items():
            if name not in aspects:
                left &= fitting
        return left

    def counts(self, aspect: str, *, chosen_as: Iterable[str] | None = None, among: Iterable[str] | None = None) -> dict[str, int]:
        """How many records have each value of an aspect, as if nothing had been chosen of it, or by the conditions `chosen_as`.

        With `among`, only these values are counted.
        """
        within = self.without(*([aspect] if chosen_as is None else chosen_as))
        held = self.shelf.sets.get(aspect, {})
        counted = ((value, (held[value] & within).bit_count()) for value in (held if among is None else held.keys() & set(among)))
        return {value: count for value, count in counted if count}

    def records(self, order: str = "") -> list[R]:
        """The records left, in the order of the shelf or in one of its others."""
        records = self.shelf.records
        left = places_in(self.without(), len(records))
        if order not in self.shelf.orders:
            return [records[place] for place in left]
        kept = set(left)
        return [records[place] for place in self.shelf.orders[order] if place in kept]


def shelve(
    records: Mapping[str, R], links: Mapping[str, Iterable[tuple[str, str]]], *, orders: Mapping[str, Sequence[int]] | None = None
) -> Shelf[R]:
    """Put records, in their order, on a shelf. `links` holds pairs of record and value, by aspect; both call a record by the same key.

    Keys that are not among the records are passed over.
    """
    place_of = {key: place for place, key in enumerate(records)}
    sets: dict[str, dict[str, int]] = {}
    for aspect, pairs in links.items():
        places: dict[str, list[int]] = defaultdict(list)
        for key, value in pairs:
            if key in place_of:
                places[value].append(place_of[key])
        sets[aspect] = {value: as_set(found, len(records)) for value, found in places.items()}
    return Shelf(tuple(records.values()), sets, orders or {})


def places_in(records: int, size: int) -> list[int]:
    """Which of `size` records are in a set, in their order."""
    places: list[int] = np.flatnonzero(_unpacked(records, size)).tolist()
    return places


def flags_of(records: int, size: int) -> bytes:
    """Of each of `size` records one byte: 1 where it is in a set."""
    return _unpacked(records, size).tobytes()


def _unpacked(records: int, size: int) -> npt.NDArray[np.uint8]:
    bits = np.frombuffer(records.to_bytes(size // 8 + 1, "little"), np.uint8)
    return np.unpackbits(bits, count=size, bitorder="little")


def as_set(places: Iterable[int], size: int) -> int:
    """The set of the records that stand at these places."""
    # Bytes first: setting bits of a long number copies it each time.
    bits = bytearray(size // 8 + 1)
    for place in places:
        bits[place >> 3] |= 1 << (place & 7)
    return int.from_bytes(bits, "little")


def linked(links: type[Model], owner: str, condition: Q) -> Q:
    """Records with at least one link for which the condition holds; no join, so no record comes twice."""
    return Q(pk__in=links._base_manager.filter(condition).values(owner))


def tally(parts: Iterable[Part]) -> dict[tuple[str, str], int]:
    """How many records have each value of each aspect, in one query."""
    queries = [_counted(part) for part in parts]
    if not queries:
        return {}
    first, *others = queries
    return {(aspect, str(value)): count for aspect, value, count in first.union(*others, all=True)}


def _counted(part: Part) -> QuerySet[Any, Any]:
    value = F(part.value) if isinstance(part.value, str) else part.value
    counted: QuerySet[Any, Any] = (
        part.links.order_by()
        .annotate(facet_aspect=Value(part.aspect), facet_value=value)
        .values("facet_aspect", "facet_value")
        .annotate(facet_count=Count(part.record, distinct=True))
        .values_list("facet_aspect", "facet_value", "facet_count")
    )
    return counted
