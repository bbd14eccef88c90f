"""What pages and feeds ask of the territories. They change seldom and are named everywhere, so a process keeps them in memory."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from uuid import UUID

from django.conf import settings
from django.db.models import Case, CharField, Q, Value, When

from cities.commons.places.models import Territory, TerritoryText
from cities.core.versions import Version, version
from cities.search.folding import fold
from cities.translation.languages import best_language

WORLD = "world"


@dataclass(frozen=True)
class Place:
    """A territory as readers of one language know it."""

    id: UUID
    code: str
    kind: str
    name: str
    path: str
    country_code: str
    iso_code: str
    latitude: float | None
    longitude: float | None

    @property
    def codes(self) -> tuple[str, ...]:
        """Codes from the world down to the place itself."""
        return tuple(self.path.rstrip("/").split("/"))

    @property
    def region(self) -> str:
        """Code of the world region it lies in, `world` for what spans several."""
        return self.codes[1] if len(self.codes) > 1 else WORLD


@dataclass(frozen=True)
class Places:
    """Every territory, named in one language."""

    by_code: dict[str, Place]
    by_id: dict[UUID, Place] = field(repr=False)
    _children: dict[str, tuple[Place, ...]] = field(repr=False)

    def parents(self, place: Place) -> tuple[Place, ...]:
        """What contains it, widest first, without the world."""
        return tuple(self.by_code[code] for code in place.codes[1:-1] if code in self.by_code)

    def children(self, code: str) -> tuple[Place, ...]:
        """What lies directly in it, by name."""
        return self._children.get(code, ())

    def regions(self) -> tuple[Place, ...]:
        return tuple(place for place in self.children(WORLD) if place.kind == Territory.Kind.WORLD_REGION)

    @cached_property
    def countries(self) -> Mapping[str, Place]:
        """By their codes."""
        return {code: place for code, place in self.by_code.items() if place.kind == Territory.Kind.COUNTRY}

    def country(self, place: Place) -> Place | None:
        return self.by_code.get(place.country_code.lower()) if place.country_code else None

    def full_name(self, place: Place) -> str:
        """`Dakar, Senegal`: a city means nothing without its country."""
        country = self.country(place)
        return place.name if country is None or country.code == place.code else f"{place.name}, {country.name}"

    def condition(self, path: str, codes: Iterable[str]) -> Q:
        """Rows whose `path` field lies in one of these places; none for a code nobody knows."""
        inside = Q(pk__in=[])
        for code in codes:
            place = self.by_code.get(code)
            inside |= Q(**{f"{path}__startswith": place.path}) if place else Q(pk__in=[])
        return inside

    def region_expression(self, path: str) -> Case:
        """The world region of a row with this `path` field, as the database works it out."""
        whens = [When(**{f"{path}__startswith": place.path}, then=Value(place.code)) for place in self.regions()]
        return Case(*whens, default=Value(WORLD), output_field=CharField())

    def known(self, ids: Iterable[UUID]) -> list[Place]:
        return [self.by_id[identifier] for identifier in ids if identifier in self.by_id]


def places(language: str) -> Places:
    """One query when nothing has changed since the last call in this process; none when this request has asked before."""
    return _places(language, version("places"))


def places_called(words: str, *, language: str, most: int = 8) -> list[Place]:
    """Places whose name begins so in a language of the site, those called exactly so first, then the widest; named in `language`.

    A query for each language.
    """
    wanted = fold(words).strip()
    if not wanted:
        return []
    found: dict[str, tuple[bool, int, str]] = {}
    for tag in (language, *(code for code, _name in settings.LANGUAGES if code != language)):
        for place in places(tag).by_code.values():
            name = fold(place.name)
            if name.startswith(wanted) and place.kind != Territory.Kind.WORLD:
                rank = (name != wanted, len(place.codes), name)
                found[place.code] = min(rank, found.get(place.code, rank))
    known = places(language).by_code
    return [known[code] for code in sorted(found, key=found.__getitem__)[:most]]


@lru_cache(maxsize=16)
def _places(language: str, current: Version) -> Places:
    """`current` is only there to make a changed gazetteer a new call."""
    names: dict[UUID, dict[str, str]] = defaultdict(dict)
    for record_id, tag, name in TerritoryText.objects.values_list("record_id", "language", "name"):
        names[record_id][tag] = name
    children: dict[str, list[Place]] = defaultdict(list)
    by_code: dict[str, Place] = {}
    for territory in Territory.objects.order_by("path"):
        place = _place(territory, names[territory.pk], language)
        by_code[place.code] = place
        if len(place.codes) > 1:
            children[place.codes[-2]].append(place)
    return Places(
        by_code=by_code,
        by_id={place.id: place for place in by_code.values()},
        _children={code: tuple(sorted(inside, key=lambda place: fold(place.name))) for code, inside in children.items()},
    )


def _place(territory: Territory, names: dict[str, str], language: str) -> Place:
    chosen = best_language(names, language, original="en")
    return Place(
        id=territory.pk,
        code=territory.code,
        kind=territory.kind,
        name=names[chosen] if chosen else territory.code,
        path=territory.path,
        country_code=territory.country_code,
        iso_code=territory.iso_code,
        latitude=territory.latitude,
        longitude=territory.longitude,
    )
