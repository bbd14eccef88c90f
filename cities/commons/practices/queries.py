"""What pages and feeds ask of the practices."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from functools import lru_cache
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import CharField, Count, Max, Model, Prefetch, QuerySet, Sum
from django.db.models.functions import Cast

from cities.commons.places.models import Territory
from cities.commons.places.queries import Places
from cities.commons.practices.models import Practice, PracticeFigure, PracticeOrganisation, PracticeSource, PracticeText
from cities.commons.vocabulary.models import Concept
from cities.commons.vocabulary.queries import ConceptNode, Vocabularies
from cities.search.facets import Selection, Shelf, shelve
from cities.search.queries import matching_ids

# Aspects of a practice that are concepts, by the name readers filter with.
CONCEPT_ASPECTS = {
    "theme": "themes",
    "sector": "sectors",
    "policy": "policy-areas",
    "sdg": "sdgs",
    "beneficiary": "beneficiaries",
    "form": "legal-forms",
    "scale": "scales",
    "measure": "support-measures",
}
# When a practice began, as readers choose it: the first and last year.
PERIODS = {"before-2000": (1000, 1999), "2000s": (2000, 2009), "2010s": (2010, 2019), "2020s": (2020, 2999)}
SORTS = ("newest", "oldest")

TerritoryLink = Practice.territories.through
ConceptLink = Practice.concepts.through


@dataclass(frozen=True)
class PracticeFilter:
    """What a reader narrows the library by; codes as they stand in addresses. Values of one aspect widen, aspects narrow."""

    query: str = ""
    territory: tuple[str, ...] = ()
    theme: tuple[str, ...] = ()
    sector: tuple[str, ...] = ()
    policy: tuple[str, ...] = ()
    sdg: tuple[str, ...] = ()
    beneficiary: tuple[str, ...] = ()
    form: tuple[str, ...] = ()
    scale: tuple[str, ...] = ()
    measure: tuple[str, ...] = ()
    actor: tuple[str, ...] = ()
    language: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    period: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not any(getattr(self, aspect.name) for aspect in fields(self))


class PracticeLine(NamedTuple):
    """As much of a practice as lists show; its words and links they ask for by its id."""

    pk: UUID
    code: str
    started: int | None
    ended: int | None


def shelf() -> Shelf[PracticeLine]:
    """Every public practice, newest first: one query when nothing has changed since the last call in this process.

    Whatever changes a practice saves it. An undone import gives it its old date back, but not the sum of what all have as latest revision.
    """
    version = Practice.objects.aggregate(Count("pk"), Max("updated_at"), Sum("latest_revision_id"))
    return _shelf(tuple(version.values()))


def narrowed(filters: PracticeFilter, *, places: Places, vocabulary: Vocabularies) -> Selection[PracticeLine]:
    """Public practices under a filter. A code nobody knows leaves nothing. One query, one more for words to find."""
    held = shelf()
    conditions = {
        "territory": held.having("territory", _inside(held, filters.territory, places)),
        **{name: held.having("concept", _keys(scheme, getattr(filters, name), vocabulary)) for name, scheme in CONCEPT_ASPECTS.items()},
        "actor": held.having("actor", filters.actor),
        "language": held.having("language", filters.language),
        "status": held.having("status", filters.status),
        "period": held.having("year", (year for code in filters.period for year in _years(code))),
    }
    chosen = {name: fitting for name, fitting in conditions.items() if getattr(filters, name)}
    if filters.query.strip():
        chosen["query"] = held.among(matching_ids(filters.query, kind=Practice.kind_code))
    return Selection(held, chosen)


def facet_counts(selection: Selection[PracticeLine], *, places: Places, vocabulary: Vocabularies) -> dict[tuple[str, str], int]:
    """How many practices each further choice would leave, without a query. Concepts count for themselves (`concept`) and with all
    that is narrower (`topmost`), territories as world regions and countries (`sn`)."""
    counted: dict[tuple[str, str], int] = {}
    for name, scheme in CONCEPT_ASPECTS.items():
        counted |= _concept_counts(selection, name, vocabulary.trees.get(scheme, ()))
    for aspect, groups in _located(selection, places).items():
        counted |= {(aspect, code): records.bit_count() for code, records in groups.items()}
    for aspect in ("actor", "language", "status"):
        counted |= {(aspect, value): count for value, count in selection.counts(aspect).items()}
    within = selection.without("period")
    counted |= {("period", code): (selection.shelf.having("year", _years(code)) & within).bit_count() for code in PERIODS}
    return {choice: count for choice, count in counted.items() if count}


def points(selection: Selection[PracticeLine]) -> dict[str, int]:
    """How many of these are done in each territory, by its code."""
    return selection.counts("territory", chosen_as=())


def for_pages(practices: QuerySet[Any]) -> QuerySet[Any]:
    """With all a page shows, but for the words of organisations: six more queries, one more for a picture."""
    parts: list[Any] = [
        "texts",
        "image__renditions",
        Prefetch("territories", Territory.objects.only("pk")),
        Prefetch("concepts", Concept.objects.only("key", "scheme_id", "position").order_by("scheme", "position", "key")),
        Prefetch("participations", PracticeOrganisation.objects.select_related("organisation")),
        Prefetch("figures", PracticeFigure.objects.select_related("source")),
        Prefetch("sources", PracticeSource.objects.select_related("source")),
    ]
    return practices.select_related("contact", "image").prefetch_related(*parts)


@lru_cache(maxsize=2)
def _shelf(version: tuple[object, ...]) -> Shelf[PracticeLine]:
    """`version` is only there to make a changed library a new call."""
    practices = Practice.objects.public().order_by("-created_at", "-pk")
    rows = list(practices.values_list(Cast("pk", CharField()), "status", "pk", "code", "started", "ended"))
    lines = {key: PracticeLine(*line) for key, _, *line in rows}
    return shelve(
        lines,
        {
            "territory": _pairs(TerritoryLink, "practice", "territory__code"),
            "concept": _pairs(ConceptLink, "practice", "concept_id"),
            "actor": _pairs(PracticeOrganisation, "practice", "actor_kind"),
            "language": _pairs(PracticeText, "record", "language"),
            "status": ((key, status) for key, status, *_ in rows),
            "year": ((key, str(line.started)) for key, line in lines.items() if line.started is not None),
        },
        orders={"oldest": _by_age(list(lines.values()))},
    )


def _by_age(lines: list[PracticeLine]) -> list[int]:
    """Positions, the oldest first; what began nobody knows when comes last."""
    return sorted(range(len(lines)), key=lambda place: (lines[place].started or 9999, lines[place].code))


def _pairs(links: type[Model], owner: str, value: str) -> Iterable[tuple[str, str]]:
    """The owner as text: turning a hundred thousand of them into UUIDs would take longer than all the rest."""
    return links._default_manager.order_by().values_list(Cast(owner, CharField()), value).iterator(chunk_size=5000)


def _keys(scheme: str, codes: tuple[str, ...], vocabulary: Vocabularies) -> set[str]:
    return {key for code in codes for key in vocabulary.keys_under(f"{scheme}:{code}")}


def _inside(held: Shelf[PracticeLine], codes: tuple[str, ...], places: Places) -> list[str]:
    """Codes of the territories with practices that lie in one of these."""
    wide = tuple(places.by_code[code].path for code in codes if code in places.by_code)
    return [code for code in held.sets["territory"] if code in places.by_code and places.by_code[code].path.startswith(wide)]


def _years(code: str) -> list[str]:
    first, last = PERIODS.get(code, (1, 0))
    return [str(year) for year in range(first, last + 1)]


def _concept_counts(selection: Selection[PracticeLine], name: str, nodes: Iterable[ConceptNode]) -> dict[tuple[str, str], int]:
    within, counted = selection.without(name), {}
    for node in nodes:
        counted["concept", node.key] = (selection.shelf.having("concept", (node.key,)) & within).bit_count()
        counted["topmost", node.key] = (selection.shelf.having("concept", node.keys) & within).bit_count()
        counted |= _concept_counts(selection, name, node.narrower)
    return counted


def _located(selection: Selection[PracticeLine], places: Places) -> Mapping[str, Mapping[str, int]]:
    """Records by world region (`territory`) and by country (`country`, by its ISO code)."""
    within = selection.without("territory")
    groups: dict[str, dict[str, int]] = {"territory": {}, "country": {}}
    for code, having in selection.shelf.sets["territory"].items():
        place = places.by_code.get(code)
        if place is None:
            continue
        groups["territory"][place.region] = groups["territory"].get(place.region, 0) | (having & within)
        if place.country_code:
            groups["country"][place.country_code] = groups["country"].get(place.country_code, 0) | (having & within)
    return groups
