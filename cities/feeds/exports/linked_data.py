"""Descriptions for machines: schema.org as JSON-LD."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from cities.feeds.queries import Work

CONTEXT = "https://schema.org"
# JSON inside a page must not be able to close its element.
ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026", ord("\u2028"): "\\u2028", ord("\u2029"): "\\u2029"}


def script(description: Mapping[str, Any]) -> str:
    """The JSON to stand inside `<script type="application/ld+json">`: it cannot close that element, and never runs."""
    text = json.dumps({"@context": CONTEXT, **_filled(description)}, ensure_ascii=False, separators=(",", ":"))
    return text.translate(ESCAPES)


def website(*, name: str, url: str, language: str, search: str, description: str) -> dict[str, Any]:
    """`search` is the address of the search page up to the words."""
    return {
        "@type": "WebSite",
        "name": name,
        "url": url,
        "inLanguage": language,
        "description": description,
        "potentialAction": {
            "@type": "SearchAction",
            "target": {"@type": "EntryPoint", "urlTemplate": f"{search}{{search_term_string}}"},
            "query-input": "required name=search_term_string",
        },
    }


def work(shown: Work, *, keywords: Iterable[str], places: Iterable[str]) -> dict[str, Any]:
    return {
        "@type": "Report" if shown.kind in ("resource", "edition", "kit") else "Article",
        "@id": shown.url,
        "url": shown.url,
        "identifier": f"urn:uuid:{shown.id}",
        "headline": shown.title,
        "name": shown.title,
        "abstract": shown.abstract,
        "inLanguage": shown.language,
        "version": shown.version,
        "author": [{"@type": "Organization", "name": author} for author in shown.authors],
        "publisher": {"@type": "Organization", "name": shown.publisher},
        "datePublished": str(shown.year),
        "dateModified": shown.changed_on.isoformat() if shown.changed_on else "",
        "keywords": list(keywords),
        "spatialCoverage": [{"@type": "Place", "name": name} for name in places],
    }


def organisation(
    *, url: str, name: str, acronym: str, description: str, websites: Iterable[str], is_public: bool, places: Iterable[str]
) -> dict[str, Any]:
    return {
        "@type": "GovernmentOrganization" if is_public else "Organization",
        "@id": url,
        "url": url,
        "name": name,
        "alternateName": acronym,
        "description": description,
        "sameAs": list(websites),
        "areaServed": [{"@type": "Place", "name": place_name} for place_name in places],
    }


def place(*, url: str, name: str, latitude: float | None, longitude: float | None, within: str) -> dict[str, Any]:
    located = {"@type": "GeoCoordinates", "latitude": latitude, "longitude": longitude} if latitude is not None else None
    return {
        "@type": "AdministrativeArea",
        "@id": url,
        "url": url,
        "name": name,
        "geo": located,
        "containedInPlace": {"@type": "Place", "name": within} if within else None,
    }


def defined_term(*, url: str, name: str, description: str, scheme: str, alternatives: Iterable[str]) -> dict[str, Any]:
    return {
        "@type": "DefinedTerm",
        "@id": url,
        "url": url,
        "name": name,
        "description": description,
        "inDefinedTermSet": scheme,
        "alternateName": list(alternatives),
    }


def _filled(description: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in description.items() if value not in (None, "", [], {})}
