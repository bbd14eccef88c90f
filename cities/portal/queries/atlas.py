"""Pages that gather records from one point of view: a territory, a topic; and the lists of all of these."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db.models import CharField, QuerySet, Value
from django.urls import reverse

from cities.commons.members import queries as members
from cities.commons.members.models import Organisation
from cities.commons.members.queries import MemberFilter
from cities.commons.places.queries import Place
from cities.commons.practices import queries as practices
from cities.commons.practices.queries import PracticeFilter, PracticeLine
from cities.commons.resources import queries as resources
from cities.commons.resources.models import Resource
from cities.commons.resources.queries import ResourceFilter
from cities.commons.vocabulary.models import ConceptMapping, ConceptText
from cities.commons.vocabulary.queries import ConceptNode
from cities.portal.parsing import AskedSearch
from cities.portal.queries.alike import Alike, alike, near_topic, records_of
from cities.portal.queries.browse import surroundings
from cities.portal.queries.facets import Option, nodes_of
from cities.portal.queries.found import TOPIC_SCHEMES, FoundRecord, found_records
from cities.portal.queries.glances import glances
from cities.portal.queries.lists import MEMBER_FIELDS, RESOURCE_FIELDS, Listed, Surroundings, listed
from cities.portal.queries.maps import REGION_DEPTH, MapPlate, territory_plate
from cities.portal.queries.searching import FILTERS, ranking_of
from cities.portal.queries.transfers.shown import TransferCard, transfers_to
from cities.search.facets import Part, Selection, tally

F = TypeVar("F", PracticeFilter, MemberFilter)

SHOWN = 9
MOST_USES = 6
# What is told of a topic or a territory beside records and transfers: the index knows what it is about by those it tells of.
USES = ("engagement", "comparison", "edition")
# How the library calls the aspect a scheme describes.
ASPECTS = {scheme: name for name, scheme in practices.CONCEPT_ASPECTS.items()}


@dataclass(frozen=True)
class Gathered:
    """The first records of each kind about something, with how many there are of each."""

    listed: Listed
    practices: int
    members: int
    resources: int

    @property
    def is_empty(self) -> bool:
        return not (self.practices or self.members or self.resources)


@dataclass(frozen=True)
class Uses:
    """Transfers, advice, comparisons and kits about something, newest first. `address` is the search for all, if there is one."""

    shown: tuple[FoundRecord, ...]
    total: int
    address: str


@dataclass(frozen=True)
class TerritoryPage:
    place: Place
    parents: tuple[Place, ...]
    inside: tuple[Place, ...]
    map: MapPlate | None
    gathered: Gathered
    transfers: tuple[TransferCard, ...]
    uses: Uses

    @property
    def is_empty(self) -> bool:
        return self.gathered.is_empty and not self.transfers and not self.uses.shown


@dataclass(frozen=True)
class Mapped:
    """What a concept corresponds to elsewhere: how, and the identifier of the other one."""

    relation: str
    target: str

    @property
    def is_web_address(self) -> bool:
        """Only then is it a link: other vocabularies name their concepts as they like."""
        return self.target.startswith(("https://", "http://"))


@dataclass(frozen=True)
class TopicPage:
    node: ConceptNode
    aspect: str
    alternatives: tuple[str, ...]
    broader: ConceptNode | None
    mappings: tuple[Mapped, ...]
    gathered: Gathered
    uses: Uses
    alike: tuple[Alike, ...]


@dataclass(frozen=True)
class TopicScheme:
    code: str
    aspect: str
    topics: tuple[Option, ...]


@dataclass(frozen=True)
class _Scope:
    """The records of each kind about something, before they are asked for."""

    practices: Selection[PracticeLine]
    members: QuerySet[Organisation]
    resources: QuerySet[Resource]

    def total_parts(self) -> list[Part]:
        return [members.total_part(self.members), resources.total_part(self.resources)]


def territory_page(code: str, *, language: str) -> TerritoryPage | None:
    """Everything in a territory and in all it contains; None when nobody knows the code.

    Twelve queries, nine more with transfers, two with uses.
    """
    around = surroundings(language)
    place = around.places.by_code.get(code)
    if place is None:
        return None
    scope = _Scope(
        practices=_practices(PracticeFilter(territory=(code,)), around),
        members=_members(MemberFilter(territory=(code,)), around),
        resources=_resources(ResourceFilter(territory=(code,)), around),
    )
    counts = tally([*scope.total_parts(), members.point_part(scope.members)])
    points = Counter(practices.points(scope.practices))
    points.update({value: count for (aspect, value), count in counts.items() if aspect == "member-point"})
    return TerritoryPage(
        place=place,
        parents=around.places.parents(place),
        inside=_inside(place, [around.places.by_code[key] for key in points if key in around.places.by_code], around),
        map=territory_plate(place, points, places=around.places, link=_page_of),
        gathered=_gathered(scope, counts, around),
        transfers=transfers_to(place, around=around, most=SHOWN) if len(place.codes) > REGION_DEPTH else (),
        uses=_uses(USES, "territory", code, around=around),
    )


def topic_page(scheme: str, code: str, *, language: str) -> TopicPage | None:
    """Everything about a concept and what is narrower; with what is near it; None when nobody knows it. Twenty queries."""
    around = surroundings(language)
    node = around.vocabulary.nodes.get(f"{scheme}:{code}")
    if node is None or scheme not in TOPIC_SCHEMES:
        return None
    alternatives, mappings = _said_elsewhere(node.key, language)
    scope = _topic_scope(scheme, code, around)
    near = near_topic(node)
    return TopicPage(
        node=node,
        aspect=ASPECTS[scheme],
        alternatives=alternatives,
        broader=next((wider for wider in around.vocabulary.nodes.values() if node in wider.narrower), None),
        mappings=mappings,
        gathered=_gathered(scope, tally(scope.total_parts()), around),
        uses=_uses(("transfer", *USES), ASPECTS[scheme], code, around=around),
        alike=alike(near, glances([], near=records_of(near), language=language), around),
    )


def topics(language: str) -> tuple[TopicScheme, ...]:
    """Every topic with how many practices there are: three queries."""
    around = surroundings(language)
    done = practices.narrowed(PracticeFilter(), places=around.places, vocabulary=around.vocabulary)
    counts = practices.facet_counts(done, places=around.places, vocabulary=around.vocabulary)

    def option(node: ConceptNode) -> Option:
        count = counts.get(("topmost" if node.narrower else "concept", node.key), 0)
        return Option(node.code, node.label, count, is_chosen=False, deeper=tuple(option(narrower) for narrower in node.narrower))

    trees = {scheme: nodes_of(around.vocabulary, scheme) for scheme in TOPIC_SCHEMES}
    return tuple(TopicScheme(scheme, ASPECTS[scheme], tuple(option(node) for node in nodes)) for scheme, nodes in trees.items())


def _gathered(scope: _Scope, counts: Mapping[tuple[str, str], int], around: Surroundings) -> Gathered:
    """The first of each kind: seven queries when there are some of every kind, fewer when not."""
    totals = {kind: counts.get((kind, "all"), 0) for kind in ("members", "resources")}
    named = members.by_name(scope.members, around.language).values_list(*MEMBER_FIELDS, named=True)
    latest = scope.resources.order_by(*resources.SORTS["newest"]).values_list(*RESOURCE_FIELDS, named=True)
    shown = listed(
        practices=scope.practices.records()[:SHOWN],
        members=list(named[:SHOWN]) if totals["members"] else [],
        resources=list(latest[:SHOWN]) if totals["resources"] else [],
        around=around,
    )
    return Gathered(shown, scope.practices.total, totals["members"], totals["resources"])


def _uses(kinds: tuple[str, ...], aspect: str, code: str, *, around: Surroundings) -> Uses:
    asked = AskedSearch(chosen={"kind": kinds, aspect: (code,)})
    ranking = ranking_of(asked, around)
    shown = found_records(ranking, around=around, limit=MOST_USES) if ranking.total else ()
    # The search page has no filter for some vocabularies: nothing there would show what is left.
    return Uses(shown, ranking.total, f"{reverse('portal:search')}{asked.query}" if aspect in FILTERS else "")


def _said_elsewhere(key: str, language: str) -> tuple[tuple[str, ...], tuple[Mapped, ...]]:
    """Other words for a concept in the reader's language, and its mappings: one query."""
    words = ConceptText.objects.filter(record=key, language=language).annotate(relation=Value("", CharField())).order_by()
    mapped = ConceptMapping.objects.filter(concept=key).order_by()
    rows = words.values_list("relation", "alternatives").union(mapped.values_list("relation", "target"), all=True)
    alternatives = tuple(line.strip() for relation, text in rows if not relation for line in text.splitlines() if line.strip())
    labels = dict(ConceptMapping.Relation.choices)
    return alternatives, tuple(Mapped(str(labels[relation]), target) for relation, target in rows if relation)


def _topic_scope(scheme: str, code: str, around: Surroundings) -> _Scope:
    """Members and resources are described by fewer vocabularies than practices."""
    aspect = next((name for name, known in members.CONCEPT_ASPECTS.items() if known == scheme), None)
    return _Scope(
        practices=_practices(_only(PracticeFilter, ASPECTS[scheme], code), around),
        members=_members(_only(MemberFilter, aspect, code), around) if aspect else Organisation.objects.none(),
        resources=_resources(ResourceFilter(theme=(code,)), around) if scheme == "themes" else Resource.objects.none(),
    )


def _practices(chosen: PracticeFilter, around: Surroundings) -> Selection[PracticeLine]:
    return practices.narrowed(chosen, places=around.places, vocabulary=around.vocabulary)


def _members(chosen: MemberFilter, around: Surroundings) -> QuerySet[Organisation]:
    return members.narrowed(chosen, places=around.places, vocabulary=around.vocabulary).records()


def _resources(chosen: ResourceFilter, around: Surroundings) -> QuerySet[Resource]:
    return resources.narrowed(chosen, places=around.places, vocabulary=around.vocabulary).records()


def _only(kind: type[F], aspect: str, code: str) -> F:
    """A filter by one value of one aspect."""
    chosen: dict[str, Any] = {aspect: (code,)}
    return kind(**chosen)


def _page_of(place: Place) -> str:
    return reverse("portal:territory", args=[place.code])


def _inside(place: Place, known: list[Place], around: Surroundings) -> tuple[Place, ...]:
    """What lies directly in it and has something to show, by name."""
    depth = len(place.codes)
    codes = {found.codes[depth] for found in known if len(found.codes) > depth and found.codes[:depth] == place.codes}
    return tuple(child for child in around.places.children(place.code) if child.code in codes)
