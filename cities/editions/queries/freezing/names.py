"""Names of what a snapshot points to, in every language an edition can be set in."""

from typing import Any
from uuid import UUID

from cities.commons.places.queries import Place, places
from cities.commons.vocabulary.queries import labels
from cities.editions.wording import LANGUAGES
from cities.provenance.models import Source


class Named:
    """Collects places, concepts and sources while parts are gathered. Two queries a language at most, kept by the process."""

    def __init__(self) -> None:
        self._places: set[str] = set()
        self._concepts: set[str] = set()
        self._sources: dict[str, Source] = {}
        self.known = {language: places(language) for language in LANGUAGES}

    def place(self, identifier: UUID | None) -> str:
        """The code of a territory, to be named with its country and region; empty for one nobody knows."""
        place = self.known["en"].by_id.get(identifier) if identifier else None
        if place is None:
            return ""
        self._places |= {place.code, place.region, *([place.country_code.lower()] if place.country_code else [])}
        return place.code

    def place_at(self, code: str) -> Place | None:
        return self.known["en"].by_code.get(code)

    def region(self, code: str) -> str:
        self._places.add(code)
        return code

    def concept(self, key: str) -> str:
        self._concepts.add(key)
        return key

    def source(self, source: Source) -> str:
        self._sources[source.code] = source
        return source.code

    def frozen(self) -> dict[str, Any]:
        concepts = {language: labels(language) for language in LANGUAGES}
        return {
            "places": {code: self._place(code) for code in sorted(self._places) if self.place_at(code)},
            "concepts": {key: {language: concepts[language].get(key, key) for language in LANGUAGES} for key in sorted(self._concepts)},
            "sources": {code: _source(source) for code, source in sorted(self._sources.items())},
        }

    def _place(self, code: str) -> dict[str, Any]:
        place = self.known["en"].by_code[code]
        return {
            "names": {language: known.by_code[code].name for language, known in self.known.items()},
            "region": place.region,
            "country": place.country_code,
            "latitude": place.latitude,
            "longitude": place.longitude,
        }


def _source(source: Source) -> dict[str, Any]:
    return {"title": source.title, "publisher": source.publisher, "year": source.year, "url": source.url}
