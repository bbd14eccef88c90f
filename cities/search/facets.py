"""Lists that are narrowed by several aspects at once, and how many records each further choice would leave."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

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


def linked(links: type[Model], owner: str, condition: Q) -> Q:
    """Records with at least one link for which the condition holds; no join, so no record comes twice."""
    return Q(pk__in=links._default_manager.filter(condition).values(owner))


def tally(parts: Iterable[Part]) -> dict[tuple[str, str], int]:
    """How many records have each value of each aspect, in one query."""
    queries = [_counted(part) for part in parts]
    if not queries:
        return {}
    first, *others = queries
    return {(aspect, str(value)): count for aspect, value, count in first.union(*others, all=True)}


def _counted(part: Part) -> QuerySet[Any, Any]:
    value = F(part.value) if isinstance(part.value, str) else part.value
    return (
        part.links.order_by()
        .annotate(facet_aspect=Value(part.aspect), facet_value=value)
        .values("facet_aspect", "facet_value")
        .annotate(facet_count=Count(part.record, distinct=True))
        .values_list("facet_aspect", "facet_value", "facet_count")
    )
