from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from cities.api.mapping.records import resource_list, resource_record
from cities.api.queries.resources import resource_dossier, resource_page
from cities.api.schemas.answers import ResourceList
from cities.api.schemas.parameters import Parameters, ResourceParameters
from cities.api.schemas.records import ResourceRecord
from cities.api.views.answering import answer, answer_page, reading_language
from cities.api.views.missing import missing_record
from cities.api.views.operations import LIST_FAULTS, RECORD_FAULTS, RecordId, described
from cities.commons.resources.models import Resource

router = Router(tags=["Resources"])


@router.get(
    "/resources",
    response={200: ResourceList, **LIST_FAULTS},
    operation_id="listResources",
    summary="Resources",
    openapi_extra=described(is_list=True),
)
def list_resources(request: HttpRequest, parameters: Query[ResourceParameters]) -> HttpResponse:
    """Reports, guides, videos, kits and web pages, newest first unless asked otherwise."""
    listing = resource_page(parameters, language=reading_language(parameters))
    return answer_page(request, resource_list(listing), parameters=parameters, total=listing.page.total)


@router.get(
    "/resources/{record_id}",
    response={200: ResourceRecord, **RECORD_FAULTS},
    operation_id="getResource",
    summary="One resource",
    openapi_extra=described(),
)
def get_resource(request: HttpRequest, record_id: RecordId, parameters: Query[Parameters]) -> HttpResponse:
    """A resource with all its words and files."""
    dossier = resource_dossier(record_id, language=reading_language(parameters))
    return answer(resource_record(dossier)) if dossier else missing_record(Resource, record_id)
