"""The first page."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse

from cities.commons.members import queries as members
from cities.commons.members.queries import MemberFilter
from cities.commons.places.queries import Place
from cities.commons.practices import queries as practices
from cities.commons.practices.queries import PracticeFilter
from cities.commons.vocabulary.queries import ConceptNode
from cities.portal.queries.browse import surroundings
from cities.portal.queries.lists import PracticeCard, Surroundings, listed
from cities.portal.queries.maps import MapPlate, plate
from cities.search.facets import tally

NEWEST = 6
TOPICS = 4


@dataclass(frozen=True)
class RegionLine:
    code: str
    name: str
    members: int
    practices: int


@dataclass(frozen=True)
class Home:
    members: int
    countries: int
    practices: int
    languages: int
    regions: tuple[RegionLine, ...]
    newest: tuple[PracticeCard, ...]
    map: MapPlate
    topics: tuple[ConceptNode, ...]


def home(language: str) -> Home:
    """Seven queries."""
    around = surroundings(language)
    here = members.narrowed(MemberFilter(), places=around.places, vocabulary=around.vocabulary).records()
    counts = tally([members.total_part(here), *members.place_parts(here, around.places), members.point_part(here)])
    done = practices.narrowed(PracticeFilter(), places=around.places, vocabulary=around.vocabulary)
    told = practices.facet_counts(done, places=around.places, vocabulary=around.vocabulary)
    return Home(
        members=counts.get(("members", "all"), 0),
        countries=len(_of("country", counts)),
        practices=done.total,
        languages=len(_of("language", told)),
        regions=tuple(
            RegionLine(region.code, region.name, counts.get(("territory", region.code), 0), told.get(("territory", region.code), 0))
            for region in around.places.regions()
        ),
        newest=listed(practices=done.records()[:NEWEST], around=around).practices,
        map=plate(_of("member-point", counts), places=around.places, link=_territory_page),
        topics=_frequent_topics(_of("concept", told), around),
    )


def _of(aspect: str, counts: Mapping[tuple[str, str], int]) -> dict[str, int]:
    return {value: count for (counted, value), count in counts.items() if counted == aspect}


def _frequent_topics(counts: Mapping[str, int], around: Surroundings) -> tuple[ConceptNode, ...]:
    """The themes most practices are about: what a reader can start from."""
    themes = (key for key in counts if key in around.vocabulary.nodes and around.vocabulary.nodes[key].scheme == "themes")
    ordered = sorted(themes, key=lambda key: (-counts[key], key))
    return tuple(around.vocabulary.nodes[key] for key in ordered[:TOPICS])


def _territory_page(place: Place) -> str:
    return reverse("portal:territory", args=[place.code])
