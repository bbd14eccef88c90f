"""One page of records with the names of all they point to."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar, cast
from uuid import UUID

from django.db.models import CharField, F, Model, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Cast, Coalesce

from cities.api.queries.names import ConceptName, RecordName, TerritoryName
from cities.search.models import IndexedText
from cities.translation.models import TextedRecord

R = TypeVar("R", bound=Model)


@dataclass(frozen=True)
class Names:
    """The names of all a page of records points to; a record that is not here must not be named."""

    concepts: dict[str, ConceptName] = field(default_factory=dict)
    territories: dict[UUID, TerritoryName] = field(default_factory=dict)
    records: dict[UUID, RecordName] = field(default_factory=dict)


@dataclass(frozen=True)
class Page(Generic[R]):
    """Records with their own rows prefetched; `territories` and `concepts` by record."""

    total: int
    records: list[R]
    language: str
    names: Names = field(default_factory=Names)
    territories: dict[UUID, list[UUID]] = field(default_factory=dict)
    concepts: dict[UUID, list[str]] = field(default_factory=dict)


def linked_ids(links: type[Model], owners: Collection[UUID], *, owner: str, target: str) -> dict[UUID, list[Any]]:
    """Targets by owner, in the order the links were made."""
    found: dict[UUID, list[Any]] = defaultdict(list)
    rows = links._default_manager.filter(**{f"{owner}__in": owners}).order_by("pk")
    for owner_id, target_id in rows.values_list(f"{owner}_id", f"{target}_id"):
        found[owner_id].append(target_id)
    return found


def linked_together(owners: Collection[UUID], *, owner: str, **links: type[Model]) -> tuple[dict[UUID, list[Any]], ...]:
    """As `linked_ids` for several relations in one query; each is named by its target, in the order they are given."""
    parts = [
        relation._default_manager.filter(**{f"{owner}__in": owners})
        .order_by()
        .values_list(Value(place), "pk", f"{owner}_id", Cast(f"{target}_id", CharField()))
        for place, (target, relation) in enumerate(links.items())
    ]
    # What a target is called by comes as characters, so that all fit in one column.
    reads = [cast("Any", relation._meta.get_field(target)).target_field.to_python for target, relation in links.items()]
    found: tuple[dict[UUID, list[Any]], ...] = tuple(defaultdict(list) for _ in links)
    first, *others = parts
    for place, _pk, owner_id, told in sorted(first.union(*others, all=True), key=lambda row: row[:2]):
        found[place][owner_id].append(reads[place](told))
    return found


def flat(groups: dict[UUID, list[Any]]) -> Iterable[Any]:
    return (value for group in groups.values() for value in group)


def figure_scopes(records: Iterable[Any]) -> set[UUID]:
    """The territories figures of these records speak of, where they say so."""
    return {figure.scope_id for record in records for figure in record.figures.all() if figure.scope_id}


def in_order(records: QuerySet[Any], sort: str, columns: dict[str, str]) -> QuerySet[Any]:
    """Sorted by one of the orders a list offers; what has no value comes last either way, equals by id."""
    column = F(columns[sort.removeprefix("-")])
    return records.order_by(column.desc(nulls_last=True) if sort.startswith("-") else column.asc(nulls_last=True), "pk")


def with_sort_title(records: QuerySet[Any], language: str) -> QuerySet[Any]:
    """Adds `sort_title`: the title a reader of `language` sees, accents and case aside."""
    titles = IndexedText.objects.filter(entry__record_id=OuterRef("pk"))
    best = Coalesce(
        Subquery(titles.filter(language=language).values("folded_title")[:1]),
        Subquery(titles.order_by("pk").values("folded_title")[:1]),
        output_field=CharField(),
    )
    titled: QuerySet[Any] = records.annotate(sort_title=best)
    return titled


def title_fields(model: type[TextedRecord]) -> tuple[str, ...]:
    """What a list shows of a text."""
    return ("record_id", "language", "state", model.text_model.words[0], "summary")
