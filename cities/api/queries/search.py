"""What a search over all kinds of records finds, and how further choices would narrow it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from cities.api.queries import scopes
from cities.api.schemas.parameters import SearchParameters
from cities.commons.places.queries import Places, places
from cities.search.queries import Filter, Hit, Ranking, Search, hits, rank

MOST_CONCEPTS = 50
# Names of the filters an aspect is chosen by: its own counts are taken as if they had not been.
PLACE_FILTERS = ("territory", "region", "country")


@dataclass(frozen=True)
class SearchResult:
    ranking: Ranking
    hits: tuple[Hit, ...]
    # By facet and value.
    counts: Mapping[str, Mapping[str, int]]

    @property
    def total(self) -> int:
        return self.ranking.total


def search_result(parameters: SearchParameters, *, language: str) -> SearchResult:
    """Seven queries at most, whatever is found, and one for each phrase or word to leave out."""
    asked = Search(
        parameters.q, reader=language, query_language=parameters.query_language or "", filters=_filters(parameters), sort=parameters.sort
    )
    ranking = rank(asked)
    page = hits(ranking, reader=language, limit=parameters.limit, offset=parameters.offset)
    concepts = [one.name for one in asked.filters if one.aspect == "concept"]
    return SearchResult(ranking, tuple(page), _counts(ranking, places(language), concepts))


def _counts(ranking: Ranking, known: Places, concepts: Collection[str]) -> dict[str, dict[str, int]]:
    countries = ranking.counts("place", chosen_as=PLACE_FILTERS, among=known.countries)
    return {
        "kind": ranking.counts("kind", chosen_as=("kind",)),
        "language": ranking.counts("language", chosen_as=("language",)),
        "region": ranking.counts("place", chosen_as=PLACE_FILTERS, among=[region.code for region in known.regions()]),
        "country": {known.countries[code].country_code: count for code, count in countries.items()},
        "concept": ranking.counts("concept", chosen_as=concepts),
        "year": ranking.counts("year", chosen_as=()),
    }


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
