from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from cities.api.mapping.search import found
from cities.api.schemas.answers import SearchAnswer
from cities.api.schemas.parameters import SearchParameters
from cities.api.views.answering import answer_page, reading_language
from cities.api.views.operations import LIST_FAULTS, described

router = Router(tags=["Search"])


@router.get(
    "/search",
    response={200: SearchAnswer, **LIST_FAULTS},
    operation_id="search",
    summary="Search over members, practices and resources",
    openapi_extra=described(is_list=True),
)
def search(request: HttpRequest, parameters: Query[SearchParameters]) -> HttpResponse:
    """Records that have every word of the query in one of their languages, best first, with the reason. No words find nothing."""
    answered = found(parameters, language=reading_language(parameters))
    return answer_page(request, answered, parameters=parameters, total=answered.total)
