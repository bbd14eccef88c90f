"""The lists readers browse: library, directory, resources."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.conf import settings
from django.http import QueryDict
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from cities.commons.members import queries as members
from cities.commons.members.queries import MemberFilter
from cities.commons.places.queries import WORLD, Place, places
from cities.commons.practices import queries as practices
from cities.commons.practices.models import Practice
from cities.commons.practices.queries import PracticeFilter
from cities.commons.resources import queries as resources
from cities.commons.resources.queries import ResourceFilter
from cities.commons.vocabulary.models import ActorKind
from cities.commons.vocabulary.queries import vocabularies
from cities.portal.parsing import read_filter
from cities.portal.queries.facets import Counts, Facet, codes_of, concept_facet, nodes_of, plain_facet, territory_facet
from cities.portal.queries.lists import (
    MemberRow,
    PracticeCard,
    ResourceRow,
    Sheaf,
    Surroundings,
    member_sheaf,
    practice_sheaf,
    resource_sheaf,
)
from cities.portal.queries.maps import MapPlate, plate
from cities.translation.languages import language_name

PRACTICES_A_PAGE = 18
MEMBERS_A_PAGE = 24
RESOURCES_A_PAGE = 24


@dataclass(frozen=True)
class Library:
    practices: Sheaf[PracticeCard]
    facets: tuple[Facet, ...]
    filters: PracticeFilter
    unknown: tuple[str, ...]
    sort: str


@dataclass(frozen=True)
class Directory:
    members: Sheaf[MemberRow]
    facets: tuple[Facet, ...]
    filters: MemberFilter
    unknown: tuple[str, ...]
    map: MapPlate
    region: str


@dataclass(frozen=True)
class ResourceList:
    resources: Sheaf[ResourceRow]
    facets: tuple[Facet, ...]
    filters: ResourceFilter
    unknown: tuple[str, ...]


def surroundings(language: str) -> Surroundings:
    """Two queries, whatever the page."""
    return Surroundings(language=language, vocabulary=vocabularies(language), places=places(language))


def library(params: QueryDict, *, language: str) -> Library:
    """Practices under a filter, with what each further choice would leave: six queries, one more with words to find."""
    around = surroundings(language)
    given = read_filter(PracticeFilter, params, known=_known_to_practices(around))
    selection = practices.narrowed(given.filters, places=around.places, vocabulary=around.vocabulary)
    sort = params.get("sort", "") if params.get("sort") in practices.SORTS else "newest"
    counts = practices.facet_counts(selection, places=around.places, vocabulary=around.vocabulary)
    return Library(
        practices=practice_sheaf(selection.records(sort), params.get("page", 1), size=PRACTICES_A_PAGE, around=around),
        facets=tuple(_practice_facets(given.filters, counts, around)),
        filters=given.filters,
        unknown=given.unknown,
        sort=sort,
    )


def directory(params: QueryDict, *, language: str) -> Directory:
    """Members under a filter, as a list and on a map: nine queries."""
    around = surroundings(language)
    given = read_filter(MemberFilter, params, known=_known_to_members(around))
    narrowing = members.narrowed(given.filters, places=around.places, vocabulary=around.vocabulary)
    found = narrowing.records()
    region = one_region(given.filters.territory, around)
    return Directory(
        members=member_sheaf(members.by_name(found, language), params.get("page", 1), size=MEMBERS_A_PAGE, around=around),
        facets=tuple(
            _member_facets(given.filters, members.facet_counts(narrowing, places=around.places, vocabulary=around.vocabulary), around)
        ),
        filters=given.filters,
        unknown=given.unknown,
        map=plate(members.points(found), places=around.places, region=region, link=_narrow_to),
        region=region,
    )


def resource_list(params: QueryDict, *, language: str) -> ResourceList:
    """Resources under a filter: eight queries."""
    around = surroundings(language)
    given = read_filter(ResourceFilter, params, known=_known_to_resources(around))
    narrowing = resources.narrowed(given.filters, places=around.places, vocabulary=around.vocabulary)
    counts = resources.facet_counts(narrowing, places=around.places, vocabulary=around.vocabulary)
    return ResourceList(
        resources=resource_sheaf(
            narrowing.records().order_by(*resources.SORTS["newest"]), params.get("page", 1), size=RESOURCES_A_PAGE, around=around
        ),
        facets=tuple(_resource_facets(given.filters, counts, around)),
        filters=given.filters,
        unknown=given.unknown,
    )


def _practice_facets(filters: PracticeFilter, counts: Counts, around: Surroundings) -> Iterable[Facet]:
    titles = {
        "theme": _("Theme"),
        "sector": _("Sector"),
        "sdg": _("Sustainable Development Goal"),
        "beneficiary": _("For whom"),
        "policy": _("Policy area"),
        "form": _("Legal form"),
        "measure": _("Kind of support"),
        "scale": _("Scale"),
    }
    yield territory_facet(_("Territory"), places=around.places, chosen=filters.territory, counts=counts)
    for name, title in titles.items():
        nodes = nodes_of(around.vocabulary, practices.CONCEPT_ASPECTS[name])
        yield concept_facet(name, title, nodes=nodes, chosen=getattr(filters, name), counts=counts)
        if name == "sector":
            yield plain_facet("actor", _("Kind of actor"), labels=named_choices(ActorKind.choices), chosen=filters.actor, counts=counts)
            yield plain_facet(
                "language", _("Can be read in"), labels=language_labels(), chosen=filters.language, counts=counts, language=str
            )
            yield plain_facet("status", _("Status"), labels=named_choices(Practice.Status.choices), chosen=filters.status, counts=counts)
            yield plain_facet("period", _("Began"), labels=_period_labels(), chosen=filters.period, counts=counts)


def _member_facets(filters: MemberFilter, counts: Counts, around: Surroundings) -> Iterable[Facet]:
    schemes = {
        "category": (_("Category"), "member-categories"),
        "kind": (_("Kind"), "organisation-kinds"),
        "theme": (_("Theme"), "themes"),
        "sector": (_("Sector"), "sectors"),
    }
    yield territory_facet(_("Territory"), places=around.places, chosen=filters.territory, counts=counts)
    for name, (title, scheme) in schemes.items():
        nodes = nodes_of(around.vocabulary, scheme)
        yield concept_facet(name, title, nodes=nodes, chosen=getattr(filters, name), counts=counts, aspect=name)
    yield plain_facet("since", _("Member since"), labels=_since_labels(), chosen=filters.since, counts=counts)


def _resource_facets(filters: ResourceFilter, counts: Counts, around: Surroundings) -> Iterable[Facet]:
    yield territory_facet(_("Territory"), places=around.places, chosen=filters.territory, counts=counts)
    for name, title, scheme in (("kind", _("Kind"), "deliverable-types"), ("theme", _("Theme"), "themes")):
        nodes = nodes_of(around.vocabulary, scheme)
        yield concept_facet(name, title, nodes=nodes, chosen=getattr(filters, name), counts=counts, aspect=name)
    yield plain_facet("language", _("Can be read in"), labels=language_labels(), chosen=filters.language, counts=counts, language=str)


def _known_to_practices(around: Surroundings) -> dict[str, Collection[str]]:
    concepts = {name: codes_of(nodes_of(around.vocabulary, scheme)) for name, scheme in practices.CONCEPT_ASPECTS.items()}
    return {
        **concepts,
        "territory": around.places.by_code,
        "actor": ActorKind.values,
        "language": settings.TEXT_LANGUAGES,
        "status": Practice.Status.values,
        "period": practices.PERIODS,
    }


def _known_to_members(around: Surroundings) -> dict[str, Collection[str]]:
    schemes = {"kind": "organisation-kinds", "category": "member-categories", **members.CONCEPT_ASPECTS}
    return {
        **{name: codes_of(nodes_of(around.vocabulary, scheme)) for name, scheme in schemes.items()},
        "territory": around.places.by_code,
        "since": members.PERIODS,
    }


def _known_to_resources(around: Surroundings) -> dict[str, Collection[str]]:
    return {
        "territory": around.places.by_code,
        "kind": codes_of(nodes_of(around.vocabulary, "deliverable-types")),
        "theme": codes_of(nodes_of(around.vocabulary, "themes")),
        "language": settings.TEXT_LANGUAGES,
    }


def one_region(codes: tuple[str, ...], around: Surroundings) -> str:
    """The world region all chosen territories lie in; the world when there is none or several."""
    regions = {around.places.by_code[code].region for code in codes if code in around.places.by_code}
    return regions.pop() if len(regions) == 1 else WORLD


def _narrow_to(place: Place) -> str:
    return f"{reverse('portal:directory')}?territory={place.code}"


def named_choices(choices: Iterable[tuple[str, object]]) -> Mapping[str, str]:
    return {value: capfirst(str(label)) for value, label in choices}


def language_labels() -> Mapping[str, str]:
    """Every language by its own name for itself."""
    return {code: capfirst(language_name(code)) for code in settings.TEXT_LANGUAGES}


def _period_labels() -> Mapping[str, str]:
    return {
        "before-2000": pgettext("period", "Before 2000"),
        "2000s": pgettext("period", "2000 to 2009"),
        "2010s": pgettext("period", "2010 to 2019"),
        "2020s": pgettext("period", "2020 or later"),
    }


def _since_labels() -> Mapping[str, str]:
    return {
        "before-2016": pgettext("period", "Before 2016"),
        "2016-2018": pgettext("period", "2016 to 2018"),
        "2019-2021": pgettext("period", "2019 to 2021"),
        "since-2022": pgettext("period", "2022 or later"),
    }
