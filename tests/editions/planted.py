"""A snapshot made by hand: whatever a test is about is planted in it."""

from typing import Any

from cities.editions.chapters import Book
from cities.editions.digests import Content
from cities.editions.queries import book, default_sections

PLACES = {
    "africa-middle-east": (None, None, "", "Africa and the Middle East", "Afrique et Moyen-Orient"),
    "asia": (None, None, "", "Asia and the Pacific", "Asie et Pacifique"),
    "sn": (14.5, -14.4, "SN", "Senegal", "Sénégal"),
    "kr": (36.5, 127.8, "KR", "Korea", "Corée"),
}
REGION = {"sn": "africa-middle-east", "kr": "asia", "africa-middle-east": "africa-middle-east", "asia": "asia"}
CONCEPTS = {
    "member-categories:local-government": "Local government",
    "member-categories:sse-network": "Network",
    "themes:food": "Food",
    "measures:budget": "Budget",
}


def member(code: str, **facts: Any) -> dict[str, Any]:
    name = facts.pop("name", code.title())
    words = {"state": "original", "name": name, "summary": f"What {code} does.", "description": f"{code} tells more."}
    return {
        "id": f"00000000-0000-0000-0000-{abs(hash(code)) % 10**12:012d}",
        "code": code,
        "acronym": "",
        "actor_kind": "public",
        "kind": "organisation-kinds:local-government",
        "category": "member-categories:local-government",
        "since": 2019,
        "founded": None,
        "region": "africa-middle-east",
        "countries": ["SN"],
        "places": ["sn"],
        "seat": "sn",
        "websites": ["https://example.org/"],
        "themes": ["themes:food"],
        "practices": [],
        "picture": None,
        "texts": {"en": words},
        **facts,
    }


def case(code: str, **facts: Any) -> dict[str, Any]:
    words = {"state": "original", "title": code.title(), "summary": "In short.", "problem": "There was hunger.", "action": "They cooked."}
    return {
        "id": code,
        "code": code,
        "started": 2020,
        "ended": None,
        "region": "africa-middle-east",
        "places": ["sn"],
        "themes": ["themes:food"],
        "with": [],
        "figures": [],
        "sources": [],
        "picture": None,
        "texts": {"en": words},
        **facts,
    }


def stated(subject: str, value: str, *, source: str = "printed", why: str = "") -> dict[str, Any]:
    texts = {"en": {"state": "original", "explanation": why}} if why else {}
    return {"subject": subject, "value": value, "source": source, "locator": "page 9", "year": None, "texts": texts}


def content(**parts: Any) -> Content:
    """Two members in Senegal, one in Korea; English, French, Spanish and Korean."""
    texts = parts.pop("texts", {"en": {"state": "original", "title": "Yearbook of members", "message": "Welcome."}})
    edition = {
        "id": "0",
        "code": "yearbook-2021",
        "kind": "yearbook",
        "year": 2021,
        "languages": ["en", "fr", "es", "ko"],
        "sections": default_sections("yearbook"),
        "publisher": "CITIES",
        "date": "2026-11-22",
        "url": "https://example.org/id/0",
        "texts": texts,
    }
    asian = member("seoul", region="asia", countries=["KR"], places=["kr"], seat="kr", category="member-categories:sse-network", since=2014)
    return {
        "format": 1,
        "edition": edition,
        "fields": ["message", "signed_by"],
        "members": [member("dakar"), member("pikine"), asian],
        "practices": 2,
        "cases": [],
        "before": None,
        "stated": [],
        "chapters": {},
        "places": {code: _place(code) for code in PLACES},
        "concepts": {key: {"en": label} for key, label in CONCEPTS.items()},
        "sources": {"printed": {"title": "A printed yearbook", "publisher": "Forum", "year": 2021, "url": ""}},
        "unprintable": [],
        **parts,
    }


def set_book(language: str = "en", **parts: Any) -> Book:
    return book(content(**parts), language)


def _place(code: str) -> dict[str, Any]:
    latitude, longitude, country, english, french = PLACES[code]
    names = {"en": english, "fr": french}
    return {"names": names, "region": REGION[code], "country": country, "latitude": latitude, "longitude": longitude}


def transfer(code: str, **facts: Any) -> dict[str, Any]:
    return {
        "id": code,
        "code": code,
        "since": "2018",
        "phase": "understand",
        "from": ["kr"],
        "to": ["sn"],
        "uptake": [],
        "texts": {"en": {"state": "original", "title": code.title()}},
        **facts,
    }
