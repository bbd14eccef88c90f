from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from cities.api.mapping.editions import edition_list, edition_record
from cities.api.schemas.editions import EditionList, EditionRecord
from cities.api.schemas.parameters import ListParameters, Parameters
from cities.api.views.answering import answer, answer_page, reading_language
from cities.api.views.missing import not_found
from cities.api.views.operations import FOUND_OR_NOT, LIST_FAULTS, RecordId, described
from cities.editions.queries import published_editions

router = Router(tags=["Editions"])


@router.get(
    "/editions",
    response={200: EditionList, **LIST_FAULTS},
    operation_id="listEditions",
    summary="Editions",
    openapi_extra=described(is_list=True),
)
def list_editions(request: HttpRequest, parameters: Query[ListParameters]) -> HttpResponse:
    """Published yearbooks, reports of activity and kits, newest first, with the addresses of their files."""
    editions = published_editions()
    shown = list(editions[parameters.offset : parameters.offset + parameters.limit])
    listed = edition_list(shown, total=editions.count(), language=reading_language(parameters))
    return answer_page(request, listed, parameters=parameters, total=listed.total)


@router.get(
    "/editions/{record_id}",
    response={200: EditionRecord, **FOUND_OR_NOT},
    operation_id="getEdition",
    summary="One edition",
    openapi_extra=described(),
)
def get_edition(request: HttpRequest, record_id: RecordId, parameters: Query[Parameters]) -> HttpResponse:
    """An edition with every total it prints."""
    edition = published_editions().filter(pk=record_id).first()
    return answer(edition_record(edition, language=reading_language(parameters))) if edition else not_found()
