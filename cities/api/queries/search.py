"""What a search over all kinds of records finds, and how further choices would narrow it."""

from collections import Counter
from dataclasses import dataclass

from cities.api.queries import scopes
from cities.api.schemas.parameters import SearchParameters
from cities.commons.places.models import Territory
from cities.commons.places.queries import Places
from cities.search.queries import Filter, Hit, Ranking, Search, hits, rank

MOST_CONCEPTS = 50
# Names of the filters an aspect is chosen by: its own counts are taken as if they had not been.
PLACE_FILTERS = ("territory", "region", "country")


@dataclass(frozen=True)
class SearchResult:
    ranking: Ranking
    hits: tuple[Hit, ...]
    counts: dict[str, Counter[str]]

    @property
    def total(self) -> int:
        return self.ranking.total


def search_result(parameters: SearchParameters, *, language: str) -> SearchResult:
    """Seven queries at most, whatever is found, and one for each phrase or word to leave out."""
    asked = Search(
        parameters.q, reader=language, query_language=parameters.query_language or "", filters=_filters(parameters), sort=parameters.sort
    )
    ranking = rank(asked)
    concepts = [one.name for one in asked.filters if one.aspect == "concept"]
    counted = {"kind": ("kind",), "language": ("language",), "place": PLACE_FILTERS, "concept": concepts, "year": ()}
    return SearchResult(
        ranking,
        tuple(hits(ranking, reader=language, limit=parameters.limit, offset=parameters.offset)),
        {aspect: Counter(ranking.counts(aspect, chosen_as=names)) for aspect, names in counted.items()},
    )


def regions_of(counts: Counter[str], known: Places) -> Counter[str]:
    return Counter({code: count for code, count in counts.items() if _kind(known.by_code.get(code)) == Territory.Kind.WORLD_REGION})


def countries_of(counts: Counter[str], known: Places) -> Counter[str]:
    found = {code: count for code, count in counts.items() if _kind(known.by_code.get(code)) == Territory.Kind.COUNTRY}
    return Counter({known.by_code[code].country_code: count for code, count in found.items()})


def _filters(parameters: SearchParameters) -> tuple[Filter, ...]:
    """In the index's own codes; a code nobody knows is a fault of the request."""
    given = (
        Filter("kind", "kind", tuple(parameters.kind)),
        Filter("language", "language", tuple(parameters.language)),
        Filter("territory", "place", tuple(scopes.place_codes(parameters.territory))),
        Filter("region", "place", tuple(scopes.region_codes(parameters.region))),
        Filter("country", "place", tuple(country.lower() for country in parameters.country)),
        *(Filter(f"concept {number}", "concept", tuple(scopes.concept_keys(value))) for number, value in enumerate(parameters.concept)),
    )
    return tuple(one for one in given if one.values)


def _kind(place: object) -> str:
    return getattr(place, "kind", "")
