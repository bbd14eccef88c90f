"""Territories as the API gives them. The gazetteer is kept in memory by the places app: names are searched and sorted there."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from cities.api.queries import scopes
from cities.api.queries.names import TerritoryName, territory_names
from cities.api.queries.pages import Page
from cities.api.schemas.parameters import TerritoryParameters
from cities.commons.places.models import Territory, TerritoryText
from cities.commons.places.queries import places
from cities.search.folding import fold


@dataclass(frozen=True)
class TerritoryDossier:
    """One territory with what contains it, widest first, and what lies directly in it, by name."""

    page: Page[Territory]
    parents: list[TerritoryName]
    children: list[TerritoryName]


def territory_page(parameters: TerritoryParameters, *, language: str) -> Page[Territory]:
    found = _matching(parameters)
    columns = {"updated": ("updated_at", "path"), "-updated": ("-updated_at", "path")}
    ids = list(found.order_by(*columns.get(parameters.sort, ("path",))).values_list("pk", flat=True))
    if parameters.sort.endswith("title"):
        known = places(language).by_id
        ids.sort(key=lambda identifier: fold(known[identifier].name), reverse=parameters.sort.startswith("-"))
    shown = ids[parameters.offset : parameters.offset + parameters.limit]
    by_id = Territory.objects.prefetch_related("texts").in_bulk(shown)
    return Page(len(ids), [by_id[identifier] for identifier in shown], language)


def territory_dossier(territory_id: UUID, *, language: str) -> TerritoryDossier | None:
    territory = Territory.objects.filter(pk=territory_id).prefetch_related("texts").first()
    if territory is None:
        return None
    parents = territory_names(Territory.objects.filter(code__in=territory.path_codes[:-1]).order_by().values("pk"), language)
    children = territory_names(Territory.objects.filter(parent=territory).order_by().values("pk"), language)
    return TerritoryDossier(
        page=Page(1, [territory], language),
        parents=sorted(parents.values(), key=lambda name: name.path),
        children=sorted(children.values(), key=lambda name: fold(name.label)),
    )


def _matching(parameters: TerritoryParameters) -> QuerySet[Any]:
    territories = Territory.objects.filter(scopes.place_condition(parameters))
    if parameters.kind:
        territories = territories.filter(kind__in=parameters.kind)
    if parameters.q.strip():
        territories = territories.filter(pk__in=_called(parameters.q))
    return territories


def _called(query: str) -> set[UUID]:
    wanted = fold(query.strip())
    return {record_id for record_id, name in TerritoryText.objects.values_list("record_id", "name") if wanted in fold(name)}
