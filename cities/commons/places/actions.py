"""Putting territories on the map."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from babel import Locale
from django.conf import settings
from django.db import transaction

from cities.commons.places.models import Territory, TerritoryText
from cities.translation.models import TextState

COUNTRIES = Path(__file__).parent / "data" / "countries.csv"
# The world and the six regions of the network, in the order the yearbook lists them.
REGIONS = {
    "world": {"en": "World", "fr": "Monde", "es": "Mundo", "ko": "세계"},
    "africa-middle-east": {
        "en": "Africa and the Middle East",
        "fr": "Afrique et Moyen-Orient",
        "es": "África y Oriente Medio",
        "ko": "아프리카·중동",
    },
    "asia": {"en": "Asia and the Pacific", "fr": "Asie et Pacifique", "es": "Asia y el Pacífico", "ko": "아시아·태평양"},
    "europe": {"en": "Europe", "fr": "Europe", "es": "Europa", "ko": "유럽"},
    "latin-america": {
        "en": "Latin America and the Caribbean",
        "fr": "Amérique latine et Caraïbes",
        "es": "América Latina y el Caribe",
        "ko": "중남미·카리브",
    },
    "north-america": {"en": "North America", "fr": "Amérique du Nord", "es": "América del Norte", "ko": "북미"},
}


@dataclass(frozen=True)
class TerritoryEntry:
    """A territory as data gives it; `names` by language."""

    code: str
    kind: str
    parent: str | None
    names: Mapping[str, str]
    iso_code: str = ""
    country_code: str = ""
    latitude: float | None = None
    longitude: float | None = None
    wikidata_id: str = ""
    geonames_id: int | None = None


@transaction.atomic
def load_shipped_territories() -> int:
    """The world, its regions and every country of ISO 3166-1 with its names; returns how many are new."""
    return store_territories([*_regions(), *_countries()])


@transaction.atomic
def store_territories(entries: list[TerritoryEntry]) -> int:
    """Add what is not there yet, parents before children; what is there stays as the network has it. Returns how many are new.

    Raise ValueError when a parent is neither stored nor among `entries`.
    """
    stored = {territory.code: territory for territory in Territory.objects.all()}
    waiting = [entry for entry in entries if entry.code not in stored]
    fresh: list[tuple[Territory, TerritoryEntry]] = []
    while waiting:
        ready = [entry for entry in waiting if not entry.parent or entry.parent in stored]
        if not ready:
            raise ValueError(f"No such parent: {', '.join(sorted({entry.parent or '' for entry in waiting}))}")
        for entry in ready:
            stored[entry.code] = _territory(entry, stored.get(entry.parent or ""))
            fresh.append((stored[entry.code], entry))
        waiting = [entry for entry in waiting if entry.code not in stored]
    TerritoryText.objects.bulk_create(text for territory, entry in fresh for text in _texts(territory, entry.names))
    return len(fresh)


def _territory(entry: TerritoryEntry, parent: Territory | None) -> Territory:
    territory = Territory(
        code=entry.code,
        kind=entry.kind,
        parent=parent,
        country_code=entry.country_code or (parent.country_code if parent else ""),
        iso_code=entry.iso_code,
        latitude=entry.latitude,
        longitude=entry.longitude,
        wikidata_id=entry.wikidata_id,
        geonames_id=entry.geonames_id,
    )
    territory.save()
    return territory


def _texts(territory: Territory, names: Mapping[str, str]) -> list[TerritoryText]:
    original = "en" if "en" in names else next(iter(names))
    return [
        TerritoryText(
            record=territory,
            language=language,
            name=name,
            state=TextState.ORIGINAL if language == original else TextState.HUMAN,
        )
        for language, name in names.items()
    ]


def _regions() -> list[TerritoryEntry]:
    return [
        TerritoryEntry(
            code=code,
            kind=Territory.Kind.WORLD if code == "world" else Territory.Kind.WORLD_REGION,
            parent=None if code == "world" else "world",
            names=names,
        )
        for code, names in REGIONS.items()
    ]


def _countries() -> list[TerritoryEntry]:
    locales = {language: Locale.parse(language) for language in settings.TEXT_LANGUAGES}
    with COUNTRIES.open(encoding="utf-8", newline="") as rows:
        return [_country(row, locales) for row in csv.DictReader(rows)]


def _country(row: dict[str, str], locales: Mapping[str, Locale]) -> TerritoryEntry:
    alpha2 = row["alpha2"]
    return TerritoryEntry(
        code=alpha2.lower(),
        kind=Territory.Kind.COUNTRY,
        parent=row["world_region"],
        names={language: locale.territories[alpha2] for language, locale in locales.items() if alpha2 in locale.territories},
        iso_code=alpha2,
        country_code=alpha2,
        latitude=float(row["latitude"]),
        longitude=float(row["longitude"]),
        wikidata_id=row.get("wikidata", ""),
    )


@transaction.atomic
def follow_moved_territory(territory: Territory, *, before: str) -> int:
    """After a territory got another parent, give what lies in it its new place too; `before` is its old path. Returns how many moved."""
    if before == territory.path:
        return 0
    inside = list(Territory.objects.filter(path__startswith=before).exclude(pk=territory.pk))
    for place in inside:
        place.path = territory.path + place.path.removeprefix(before)
    Territory.objects.bulk_update(inside, ["path"])
    return len(inside)
