from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from cities.api.mapping.needs import need_list
from cities.api.queries.needs import need_page
from cities.api.schemas.needs import NeedList
from cities.api.schemas.parameters import ListParameters
from cities.api.views.answering import answer_page, reading_language
from cities.api.views.operations import LIST_FAULTS, described

router = Router(tags=["Needs"])


@router.get(
    "/needs",
    response={200: NeedList, **LIST_FAULTS},
    operation_id="listNeeds",
    summary="Needs",
    openapi_extra=described(is_list=True),
)
def list_needs(request: HttpRequest, parameters: Query[ListParameters]) -> HttpResponse:
    """What members look for and have told everybody, newest first. Needs for members or the secretariat are not here, nor are matches."""
    page = need_page(parameters, language=reading_language(parameters))
    response = answer_page(request, need_list(page), parameters=parameters, total=page.total)
    # Needs end by themselves: the tag says whether an answer is still right, a date cannot.
    del response.headers["Last-Modified"]
    return response
