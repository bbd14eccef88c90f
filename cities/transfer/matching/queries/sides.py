"""The two sides of a match as the scoring compares them, and how much an organisation can still take on."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q
from django.utils import timezone

from cities.commons.members.models import Delegate, Organisation, OrganisationFigure, OrganisationText
from cities.commons.places.models import Territory
from cities.commons.places.queries import Place, Places, places
from cities.transfer.matching.models import Capacity, Introduction
from cities.transfer.matching.reading import traditions
from cities.transfer.matching.scoring import Side
from cities.translation.languages import base_language
from cities.translation.models import TextState

POPULATION = "measures:population"
# Territories that say what kind of place somebody governs or works in.
TELLING_KINDS = frozenset({Territory.Kind.REGION, Territory.Kind.CITY, Territory.Kind.DISTRICT})
_remembered: ContextVar[dict[UUID, Side] | None] = ContextVar("remembered", default=None)


def side_of_places(found: Iterable[Place], *, known: Places, actors: Iterable[str] = (), languages: Iterable[str] = ()) -> Side:
    here = list(found)
    around = {code for place in here for code in place.codes}
    return Side(
        actors=frozenset(actors),
        places=frozenset(around),
        kinds=frozenset(place.kind for place in here if place.kind in TELLING_KINDS),
        countries=frozenset(place.country_code for place in here if place.country_code),
        regions=frozenset(place.region for place in here if place.region != "world"),
        laws=traditions(known.by_code[code].iso_code for code in around if code in known.by_code and known.by_code[code].iso_code),
        languages=frozenset(languages),
    )


@contextmanager
def sides_remembered() -> Iterator[None]:
    """Within it the side of an organisation is read once, for all needs that are matched in one go."""
    token = _remembered.set({})
    try:
        yield
    finally:
        _remembered.reset(token)


def sides(organisations: Collection[UUID]) -> dict[UUID, Side]:
    """Of some organisations: five queries, fewer where they are remembered. The languages are those they write and sign in with."""
    held = _remembered.get()
    if held is None:
        return _read_sides(organisations)
    unknown = [pk for pk in organisations if pk not in held]
    if unknown:
        held.update(_read_sides(unknown))
    return {pk: held[pk] for pk in organisations if pk in held}


def _read_sides(organisations: Collection[UUID]) -> dict[UUID, Side]:
    known = places("en")
    links = Organisation.territories.through.objects.filter(organisation__in=organisations).values_list("organisation_id", "territory_id")
    territories: dict[UUID, list[UUID]] = defaultdict(list)
    for organisation, territory in links:
        territories[organisation].append(territory)
    spoken: dict[UUID, set[str]] = defaultdict(set)
    originals = OrganisationText.objects.filter(record__in=organisations, state=TextState.ORIGINAL).values_list("record_id", "language")
    delegates = Delegate.objects.acting().filter(organisation__in=organisations).values_list("organisation_id", "user__language")
    for organisation, language in (*originals, *delegates):
        if language:
            spoken[organisation].add(base_language(language))
    counted = OrganisationFigure.objects.filter(organisation__in=organisations, measure=POPULATION).order_by("year")
    population = {figure.organisation_id: int(figure.value) for figure in counted if figure.value is not None}
    told: dict[UUID, Side] = {}
    for pk, actor, seat in Organisation.objects.filter(pk__in=organisations).values_list("pk", "actor_kind", "seat_id"):
        here = known.known(dict.fromkeys([*([seat] if seat else []), *territories[pk]]))
        side = side_of_places(here, known=known, actors=(actor,), languages=spoken[pk])
        told[pk] = Side(**{**vars(side), "population": population.get(pk)})
    return told


@dataclass(frozen=True)
class Room:
    """How many introductions an organisation still takes; 0 when it pauses."""

    left: int
    most: int

    @property
    def share(self) -> float:
        return self.left / self.most if self.most else 0.0


def rooms(organisations: Collection[UUID]) -> dict[UUID, Room]:
    """Two queries. An organisation that has said nothing takes Capacity.MOST at a time."""
    said = {capacity.organisation_id: capacity for capacity in Capacity.objects.filter(organisation__in=organisations)}
    counts = Introduction.objects.open().filter(organisation__in=organisations).order_by().values("organisation").annotate(n=Count("pk"))
    busy = {row["organisation"]: row["n"] for row in counts}
    return {pk: _room(said.get(pk), busy.get(pk, 0)) for pk in organisations}


def room(organisation: UUID) -> Room:
    return rooms([organisation])[organisation]


def paused() -> Q:
    """Organisations that take nothing on today, as a condition on a relation called `organisation`."""
    return Q(organisation__capacity__paused_until__gt=timezone.localdate()) | Q(organisation__capacity__most=0)


def _room(said: Capacity | None, busy: int) -> Room:
    if said is None:
        return Room(max(0, Capacity.MOST - busy), Capacity.MOST)
    return Room(0 if said.is_paused else max(0, said.most - busy), said.most)
