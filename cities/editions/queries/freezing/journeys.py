"""The transfers a kit tells: what both sides agreed to publish, and nothing of the work behind it."""

from typing import Any

from cities.commons.members.models import Organisation
from cities.editions.queries.freezing.practices import public_practices
from cities.editions.queries.freezing.scope import Scope
from cities.editions.queries.freezing.words import texts_of
from cities.transfer.projects.models import Transfer, TransferFigure
from cities.transfer.projects.queries import for_pages


def frozen_journeys(scope: Scope) -> list[dict[str, Any]]:
    """In the order the editors gave them; what is no longer public is left out. Some twenty queries, however many."""
    position = {chosen.transfer_id: place for place, chosen in enumerate(scope.edition.transfers.all())}
    rows = sorted(for_pages(Transfer.objects.public().filter(pk__in=position)), key=lambda row: position[row.pk])
    sides = {key for row in rows for key in (row.origin_id, row.destination_id) if key}
    names = {side.pk: side for side in Organisation.objects.public().filter(pk__in=sides).prefetch_related("texts")}
    public = set(public_practices().filter(pk__in={practice.pk for row in rows for practice in row.practices.all()}).values_list("pk"))
    return [_journey(row, scope, names=names, public={key for (key,) in public}) for row in rows]


def _journey(row: Any, scope: Scope, *, names: dict[Any, Any], public: set[Any]) -> dict[str, Any]:
    named = scope.named
    territories = sorted(row.territories.all(), key=lambda territory: territory.path)
    first = named.place_at(named.place(territories[0].pk)) if territories else None
    return {
        "id": str(row.pk),
        "code": row.code,
        "region": named.region(first.region) if first else "world",
        "phase": row.phase,
        "stopped": row.stopped_on or "",
        "stop_reason": row.stop_reason,
        "stays": [{"phase": stay.phase, "began": stay.began, "ended": stay.ended} for stay in row.stays.all()],
        "from": [code for place in row.origins.all() if (code := named.place(place.pk))],
        "to": [code for place in territories if (code := named.place(place.pk))],
        "origin": _side(names.get(row.origin_id), row.origin_name),
        "destination": _side(names.get(row.destination_id), row.destination_name),
        "practices": sorted(practice.code for practice in row.practices.all() if practice.pk in public),
        "adaptations": [{"dimension": one.dimension, "by": one.made_by, **_told(one, scope)} for one in row.adaptations.all()],
        "pilots": [_pilot(one, scope) for one in row.pilots.all()],
        "uptake": [_uptake(one, scope) for one in _counted(row)],
        "sources": [{"source": named.source(each.source), "locator": each.locator} for each in row.sources.all()],
        "texts": texts_of(row.texts.all()),
    }


def _side(organisation: Any, name: str) -> dict[str, Any]:
    return {"name": name, "texts": texts_of(organisation.texts.all(), "name") if organisation else {}}


def _told(one: Any, scope: Scope) -> dict[str, Any]:
    source = scope.named.source(one.source) if one.source else ""
    return {"texts": texts_of(one.texts.all()), "source": source, "locator": one.locator}


def _pilot(one: Any, scope: Scope) -> dict[str, Any]:
    facts = {"place": scope.named.place(one.territory_id), "began": one.began, "ended": one.ended}
    return {**facts, "weeks": one.weeks, "people": one.people, **_told(one, scope)}


def _counted(row: Any) -> list[Any]:
    uptake = [one for one in row.figures.all() if one.aspect == TransferFigure.Aspect.UPTAKE and one.value is not None]
    return sorted(uptake, key=lambda one: (one.year or 0, one.pk))


def _uptake(one: Any, scope: Scope) -> dict[str, Any]:
    return {
        "year": one.year,
        "value": f"{one.plain_value:f}",
        "qualifier": one.qualifier,
        "measure": scope.named.concept(one.measure_id),
        "source": scope.named.source(one.source),
        "locator": one.locator,
    }
