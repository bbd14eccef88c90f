from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from cities.api.mapping.search import found, suggested
from cities.api.schemas.answers import SearchAnswer, SuggestAnswer
from cities.api.schemas.parameters import SearchParameters, SuggestParameters
from cities.api.views.answering import answer, answer_page, reading_language
from cities.api.views.operations import LIST_FAULTS, described

router = Router(tags=["Search"])


@router.get(
    "/search",
    response={200: SearchAnswer, **LIST_FAULTS},
    operation_id="search",
    summary="Search over all kinds of records, across languages",
    openapi_extra=described(is_list=True),
)
def search(request: HttpRequest, parameters: Query[SearchParameters]) -> HttpResponse:
    """Records that answer the query by meaning, words or topic in whatever language, best first, with the reasons.

    Without words: the records the filters leave, newest first; without filters either, none.
    """
    answered = found(parameters, language=reading_language(parameters))
    return answer_page(request, answered, parameters=parameters, total=answered.total)


@router.get(
    "/suggest",
    response={200: SuggestAnswer, **LIST_FAULTS},
    operation_id="suggest",
    summary="What may be meant by the beginning of a query",
    openapi_extra=described(),
)
def suggest(request: HttpRequest, parameters: Query[SuggestParameters]) -> HttpResponse:
    """Topics and places that have records, then records, with a name in any language that begins so; from two letters on."""
    return answer(suggested(parameters, language=reading_language(parameters)))
