"""What the values of a filter stand for. A code nobody knows is a fault of the request, not an empty result."""

from collections.abc import Iterable
from typing import Any, Protocol
from uuid import UUID

from django.db.models import Model, Q, QuerySet

from cities.api.faults import WrongParameter
from cities.commons.places.models import Territory
from cities.commons.places.queries import Place, Places, places
from cities.commons.vocabulary.models import Concept
from cities.commons.vocabulary.queries import Vocabularies, vocabularies
from cities.search.facets import linked

# Conditions do not depend on the language; any will do, and one is soon in memory.
LANGUAGE = "en"


class PlaceFilter(Protocol):
    """The parameters that say where."""

    territory: list[str]
    region: list[str]
    country: list[str]


def identifier(value: str) -> UUID | None:
    """The id that `value` is, or None when it is a code."""
    try:
        return UUID(value)
    except ValueError:
        return None


def place_condition(parameters: PlaceFilter, path: str = "") -> Q:
    """Rows whose territory, at `path`, lies in what was asked for; an empty condition when nothing was."""
    condition = Q()
    if parameters.territory or parameters.region:
        known = places(LANGUAGE)
        condition &= _within([_place(known, value) for value in parameters.territory], path)
        condition &= _within([_region(known, value) for value in parameters.region], path)
    if parameters.country:
        condition &= Q(**{f"{path}country_code__in": [country.upper() for country in parameters.country]})
    return condition


def place_codes(values: Iterable[str]) -> list[str]:
    """Codes of territories named by code or id."""
    return [_place(places(LANGUAGE), value).code for value in values]


def region_codes(values: Iterable[str]) -> list[str]:
    return [_region(places(LANGUAGE), value).code for value in values]


def concept_keys(value: str, *, parameter: str = "concept") -> list[str]:
    """The keys a concept is found by: its own and those of all that is narrower."""
    known = vocabularies(LANGUAGE)
    found = _named(known, value)
    if not found:
        raise WrongParameter(parameter, value)
    return sorted({key for name in found for key in known.keys_under(name)})


def scheme_keys(values: Iterable[str], *, scheme: str, parameter: str) -> list[str]:
    """The keys of codes or keys of one vocabulary, with all that is narrower."""
    known = vocabularies(LANGUAGE)
    allowed = {node.code: node for node in known.nodes.values() if node.scheme == scheme}
    keys: set[str] = set()
    for value in values:
        code = value.removeprefix(f"{scheme}:")
        if code not in allowed:
            raise WrongParameter(parameter, value, allowed=allowed)
        keys.update(allowed[code].keys)
    return sorted(keys)


def language_condition(languages: Iterable[str], path: str = "language") -> Q:
    """`pt` also means `pt-BR`."""
    condition = Q()
    for language in languages:
        condition |= Q(**{path: language}) | Q(**{f"{path}__startswith": f"{language}-"})
    return condition


def reference_condition(value: str, path: str) -> Q:
    """Rows whose record at `path` has this id or code."""
    known = identifier(value)
    return Q(**{f"{path}__pk": known}) if known else Q(**{f"{path}__code": value})


def in_places(records: QuerySet[Any], parameters: PlaceFilter, *, links: type[Model], owner: str) -> QuerySet[Any]:
    condition = place_condition(parameters, "territory__")
    return records.filter(linked(links, owner, condition)) if condition else records


def about_concepts(records: QuerySet[Any], values: Iterable[str], *, links: type[Model], owner: str) -> QuerySet[Any]:
    """Records with every one of the concepts, each by itself or by something narrower."""
    for value in values:
        records = records.filter(linked(links, owner, Q(concept__in=concept_keys(value))))
    return records


def _within(found: list[Place], path: str) -> Q:
    condition = Q()
    for place in found:
        condition |= Q(**{f"{path}path__startswith": place.path})
    return condition


def _place(known: Places, value: str) -> Place:
    by_id = identifier(value)
    place = known.by_id.get(by_id) if by_id else known.by_code.get(value)
    if place is None:
        raise WrongParameter("territory", value)
    return place


def _region(known: Places, value: str) -> Place:
    place = known.by_code.get(value)
    if place is None or place.kind not in (Territory.Kind.WORLD, Territory.Kind.WORLD_REGION):
        raise WrongParameter("region", value, allowed=[region.code for region in known.regions()])
    return place


def _named(known: Vocabularies, value: str) -> list[str]:
    """Keys of the concepts `value` names: one by its key or id, perhaps several by a bare code."""
    if value in known.nodes:
        return [value]
    by_id = identifier(value)
    if by_id:
        return list(Concept.objects.filter(uuid=by_id).values_list("key", flat=True))
    return [node.key for node in known.nodes.values() if node.code == value]
