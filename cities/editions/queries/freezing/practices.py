"""The practices an edition tells."""

from typing import Any

from cities.commons.practices.models import Practice
from cities.editions.models import Edition
from cities.editions.queries.freezing.scope import Scope
from cities.editions.queries.freezing.words import texts_of


def public_practices() -> Any:
    return Practice.objects.public()


def frozen_cases(edition: Edition, scope: Scope) -> list[dict[str, Any]]:
    """In the order the editors gave them; what is no longer public is left out. Nine queries."""
    position = {case.practice_id: place for place, case in enumerate(edition.cases.all())}
    rows = (
        public_practices()
        .filter(pk__in=position)
        .select_related("image")
        .prefetch_related("texts", "territories", "concepts", "figures__source", "sources__source", "participations__organisation__texts")
    )
    return [_case(row, scope) for row in sorted(rows, key=lambda row: position[row.pk])]


def _case(row: Practice, scope: Scope) -> dict[str, Any]:
    named = scope.named
    territories = sorted(row.territories.all(), key=lambda territory: territory.path)
    return {
        "id": str(row.pk),
        "code": row.code,
        "started": row.started,
        "ended": row.ended,
        "region": named.region(territories[0].region_code) if territories else "world",
        "places": [code for territory in territories if (code := named.place(territory.pk))],
        "themes": [named.concept(concept.pk) for concept in row.concepts.all() if concept.scheme_id == "themes"],
        "with": [_part(part) for part in row.participations.all() if part.organisation is None or part.organisation.is_public],
        "figures": [_figure(figure, scope) for figure in row.figures.all() if figure.value is not None],
        "sources": [{"source": named.source(each.source), "locator": each.locator} for each in row.sources.all()],
        "picture": scope.pictures.frozen(row.image),
        "texts": texts_of(row.texts.all()),
    }


def _part(part: Any) -> dict[str, Any]:
    organisation = part.organisation
    return {
        "code": organisation.code if organisation else "",
        "name": part.name,
        "texts": texts_of(organisation.texts.all(), "name") if organisation else {},
    }


def _figure(figure: Any, scope: Scope) -> dict[str, Any]:
    return {
        "measure": scope.named.concept(figure.measure_id),
        "value": f"{figure.plain_value:f}",
        "qualifier": figure.qualifier,
        "unit": figure.unit,
        "year": figure.year,
        "source": scope.named.source(figure.source),
        "locator": figure.locator,
    }
