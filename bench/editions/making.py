"""A made-up yearbook of any size: members with texts of the length members write, in three languages."""

import random
from typing import Any

from cities.editions.digests import Content

REGIONS = {
    "africa-middle-east": ("SN", 14.5, -14.4),
    "asia": ("KR", 36.5, 127.8),
    "europe": ("FR", 46.6, 2.4),
    "latin-america": ("PE", -9.2, -74.4),
    "north-america": ("CA", 58.1, -112.6),
}
CATEGORIES = ("local-government", "sse-network", "organisation", "local-government-network")
SECTIONS = ["message", "glance", "directory", "indexes", "figures", "colophon"]
WORDS = [
    "network",
    "members",
    "city",
    "economy",
    "solidarity",
    "together",
    "market",
    "garden",
    "credit",
    "women",
    "young",
    "people",
    "training",
    "work",
    "neighbourhood",
    "council",
    "co-operative",
    "association",
    "public",
    "policy",
    "support",
    "fund",
    "shared",
    "local",
    "region",
    "practice",
    "years",
    "began",
    "partners",
    "territory",
    "inclusive",
]
THEMES = [f"themes:theme-{number}" for number in range(40)]
WORDS_A_TEXT = 90


def made_up(members: int) -> Content:
    """The same one every time."""
    dice = random.Random(members)  # noqa: S311 -- examples, not secrets
    rows = [_member(number, dice) for number in range(members)]
    return {
        "format": 1,
        "edition": {
            "id": "0",
            "code": "measured",
            "kind": "yearbook",
            "year": 2027,
            "languages": ["en"],
            "sections": SECTIONS,
            "publisher": "CITIES",
            "date": "2027-01-01",
            "url": "https://example.org/id/0",
            "texts": {"en": {"state": "original", "title": "Yearbook", "message": _prose(dice, 200)}},
        },
        "fields": ["message"],
        "members": rows,
        "practices": 0,
        "cases": [],
        "before": None,
        "stated": [],
        "chapters": {},
        "places": _places(),
        "concepts": {key: {"en": key.partition(":")[2]} for key in (*THEMES, *(f"member-categories:{each}" for each in CATEGORIES))},
        "sources": {},
        "unprintable": [],
    }


def _member(number: int, dice: random.Random) -> dict[str, Any]:
    region = dice.choice(list(REGIONS))
    country = REGIONS[region][0]
    words = {
        "state": "original",
        "name": f"{dice.choice(WORDS).title()} {dice.choice(WORDS)} {number}",
        "summary": _prose(dice, 25),
        "description": _prose(dice, WORDS_A_TEXT),
    }
    return {
        "id": str(number),
        "code": f"m-{number:05d}",
        "acronym": "",
        "actor_kind": "public",
        "kind": "organisation-kinds:association",
        "category": f"member-categories:{dice.choice(CATEGORIES)}",
        "since": dice.randint(2014, 2026),
        "founded": dice.randint(1950, 2020),
        "region": region,
        "countries": [country],
        "places": [country.lower()],
        "seat": country.lower(),
        "websites": [f"https://member-{number}.example/"],
        "themes": dice.sample(THEMES, 4),
        "practices": [],
        "picture": None,
        "texts": {"en": words},
    }


def _places() -> dict[str, Any]:
    countries = {facts[0].lower(): _place(region, facts[0]) for region, facts in REGIONS.items()}
    return {**{region: _place(region, region) for region in REGIONS}, **countries}


def _place(region: str, name: str) -> dict[str, Any]:
    country, latitude, longitude = REGIONS[region]
    is_country = name == country
    return {
        "names": {"en": name},
        "region": region,
        "country": country if is_country else "",
        "latitude": latitude if is_country else None,
        "longitude": longitude if is_country else None,
    }


def _prose(dice: random.Random, words: int) -> str:
    said = [dice.choice(WORDS) for _word in range(words)]
    half = words // 2
    return f"{' '.join(said[:half]).capitalize()}.\n\n{' '.join(said[half:]).capitalize()}."
