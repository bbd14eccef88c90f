"""What a search answers: the API and `cities search --json` give the same."""

import time
from collections import Counter
from collections.abc import Callable, Collection
from typing import Any, Literal, cast

from django.utils.translation import override

from cities.api.mapping.addresses import permanent_address
from cities.api.queries.search import KINDS, MOST_CONCEPTS, Counts, SearchResult, search_result
from cities.api.schemas.answers import Facets, FacetValue, Reason, Result, SearchAnswer
from cities.api.schemas.parameters import SearchParameters
from cities.api.schemas.references import RecordKind
from cities.commons.places.queries import places
from cities.commons.vocabulary.queries import labels
from cities.search.folding import fold, words
from cities.search.queries import Hit
from cities.translation.languages import language_name


def search_answer(query: str, *, language: str, kinds: Collection[str] = (), limit: int = 20, offset: int = 0) -> dict[str, Any]:
    """The answer as plain data, ready for JSON."""
    parameters = SearchParameters.model_validate({"q": query, "kind": list(kinds), "limit": limit, "offset": offset})
    return found(parameters, language=language).model_dump(mode="json")


def found(parameters: SearchParameters, *, language: str) -> SearchAnswer:
    began = time.perf_counter()
    result = search_result(parameters, language=language)
    return SearchAnswer(
        total=result.total,
        took_ms=round((time.perf_counter() - began) * 1000),
        results=[_result(hit, result, query=parameters.q) for hit in result.hits if hit.record_id in result.shown],
        facets=_facets(result.counts, language),
    )


def _result(hit: Hit, result: SearchResult, *, query: str) -> Result:
    shown = result.shown[hit.record_id]
    field: Literal["title", "text"] = "title" if _has_words(hit.title, query) else "text"
    return Result(
        id=hit.record_id,
        kind=cast("RecordKind", hit.kind),
        title=shown.title.label,
        language=shown.title.language,
        state=shown.title.state,
        summary=shown.summary,
        url=permanent_address(hit.record_id),
        score=hit.score,
        reasons=[Reason(signal="words", field=field, language=hit.language)],
    )


def _has_words(title: str, query: str) -> bool:
    folded = fold(title)
    return all(word in folded for word in words(query))


def _facets(counts: Counts, language: str) -> Facets:
    known = places(language)
    concepts = labels(language)
    with override(language):
        kinds = {kind: str(model._meta.verbose_name) for kind, (model, _) in KINDS.items()}
    places_by_country = {code: known.by_code.get(code.lower()) for code in counts.country}
    return Facets(
        kind=_values(counts.kind, lambda code: kinds[code]),
        language=_values(counts.language, lambda code: language_name(code, in_language=language)),
        region=_values(counts.region, lambda code: known.by_code[code].name if code in known.by_code else code),
        country=_values(counts.country, lambda code: place.name if (place := places_by_country[code]) else code),
        concept=_values(counts.concept, lambda code: concepts.get(code, code), most=MOST_CONCEPTS),
    )


def _values(counts: Counter[str], label: Callable[[str], str], *, most: int | None = None) -> list[FacetValue]:
    """Most frequent first, equals by code."""
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return [FacetValue(value=code, label=label(code), count=count) for code, count in ranked[:most]]
