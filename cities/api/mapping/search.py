"""What a search answers: the API and `cities search --json` give the same."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, cast

from django.utils.translation import override

from cities.api.mapping.addresses import permanent_address
from cities.api.queries.search import MOST_CONCEPTS, SearchResult, search_result
from cities.api.schemas.answers import Excerpt, Explanation, Facets, FacetValue, Reason, Result, SearchAnswer, SuggestAnswer, Suggested
from cities.api.schemas.parameters import SearchParameters, SuggestParameters
from cities.api.schemas.references import FoundKind
from cities.commons.vocabulary.queries import subject_names
from cities.core.versions import at_once
from cities.search.content import kinds
from cities.search.queries import Hit, suggestions
from cities.search.ranking import SIGNALS, Signals, added
from cities.search.reasons import told_reason
from cities.translation.languages import language_name


@dataclass(frozen=True)
class _Known:
    """What codes are called in the reader's language."""

    name: Callable[[str], str]
    language: str


def search_answer(query: str, *, language: str, **parameters: Any) -> dict[str, Any]:
    """The answer as plain data, ready for JSON. `parameters` are those of the API."""
    asked = SearchParameters.model_validate({"q": query, **parameters})
    return found(asked, language=language).model_dump(mode="json")


@at_once
def found(parameters: SearchParameters, *, language: str) -> SearchAnswer:
    began = time.perf_counter()
    result = search_result(parameters, language=language)
    took = time.perf_counter() - began
    asked = result.ranking.asked
    with override(language):
        known = _Known(subject_names(language), language)
        named = {key.removeprefix("place:"): 0 for one in asked.named for key in one.keys}
        return SearchAnswer(
            total=result.total,
            took_ms=round(took * 1000),
            query_language=asked.language,
            did_you_mean=asked.instead,
            recognised=_values(named, known.name),
            results=[_result(hit, known, is_explained=parameters.explain) for hit in result.hits],
            facets=_facets(result, known),
        )


def suggested(parameters: SuggestParameters, *, language: str) -> SuggestAnswer:
    found = suggestions(parameters.q, reader=language, limit=parameters.limit)
    return SuggestAnswer(
        total=len(found),
        results=[
            Suggested(label=one.label, language=one.language, kind=cast("Any", one.kind), value=str(one.record_id or one.key))
            for one in found
        ],
    )


def _result(hit: Hit, known: _Known, *, is_explained: bool) -> Result:
    return Result(
        id=hit.record_id,
        kind=cast("FoundKind", hit.kind),
        title=hit.title,
        language=hit.language,
        state=cast("Any", hit.state),
        original_language=hit.original,
        year=hit.year,
        territories=list(hit.places),
        summary=hit.summary,
        url=permanent_address(hit.record_id),
        score=hit.score,
        reasons=[
            Reason(
                signal=cast("Any", reason.signal),
                label=told_reason(reason, subject=known.name(reason.subject), language=known.language),
                field=reason.group,
                language=reason.language,
                words=list(reason.words),
                value=reason.subject,
            )
            for reason in hit.reasons
        ],
        excerpt=Excerpt(text=hit.snippet.words, language=hit.snippet.language, field=hit.snippet.group, marks=list(hit.snippet.marks))
        if hit.snippet
        else None,
        explanation=_explanation(hit.signals) if is_explained else None,
    )


def _explanation(signals: Signals) -> Explanation:
    return Explanation(
        signals={name: round(value, 3) for name, value in zip(SIGNALS, signals, strict=True)},
        added={name: round(value, 3) for name, value in added(signals).items()},
    )


def _facets(result: SearchResult, known: _Known) -> Facets:
    names = {indexed.kind: str(indexed.model._meta.verbose_name) for indexed in kinds()}
    return Facets(
        kind=_values(result.counts["kind"], lambda code: names.get(code, code)),
        language=_values(result.counts["language"], lambda code: language_name(code, in_language=known.language)),
        region=_values(result.counts["region"], known.name),
        country=_values(result.counts["country"], lambda code: known.name(code.lower())),
        concept=_values(result.counts["concept"], known.name, most=MOST_CONCEPTS),
        year=_values(result.counts["year"], lambda code: code),
    )


def _values(counts: Mapping[str, int], label: Callable[[str], str], *, most: int | None = None) -> list[FacetValue]:
    """Most frequent first, equals by code."""
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return [FacetValue(value=code, label=label(code), count=count) for code, count in ranked[:most]]
