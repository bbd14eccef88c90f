from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from cities.api.mapping.geojson import practice_features
from cities.api.mapping.records import practice_list, practice_record
from cities.api.queries.practices import practice_dossier, practice_page
from cities.api.schemas.answers import PracticeList
from cities.api.schemas.parameters import Parameters, PracticeParameters
from cities.api.schemas.records import PracticeRecord
from cities.api.views.answering import GEOJSON, answer, answer_page, reading_language
from cities.api.views.missing import missing_record
from cities.api.views.operations import LIST_FAULTS, RECORD_FAULTS, RecordId, described
from cities.commons.practices.models import Practice

router = Router(tags=["Practices"])


@router.get(
    "/practices",
    response={200: PracticeList, **LIST_FAULTS},
    operation_id="listPractices",
    summary="Practices",
    openapi_extra=described(is_list=True, has_map=True),
)
def list_practices(request: HttpRequest, parameters: Query[PracticeParameters]) -> HttpResponse:
    """Practices, newest first unless asked otherwise."""
    page = practice_page(parameters, language=reading_language(parameters))
    listing = practice_list(page)
    if parameters.format == "geojson":
        features = practice_features(listing.total, listing.results)
        return answer_page(request, features, parameters=parameters, total=page.total, content_type=GEOJSON)
    return answer_page(request, listing, parameters=parameters, total=page.total)


@router.get(
    "/practices/{record_id}",
    response={200: PracticeRecord, **RECORD_FAULTS},
    operation_id="getPractice",
    summary="One practice",
    openapi_extra=described(),
)
def get_practice(request: HttpRequest, record_id: RecordId, parameters: Query[Parameters]) -> HttpResponse:
    """A practice with all its words."""
    dossier = practice_dossier(record_id, language=reading_language(parameters))
    return answer(practice_record(dossier)) if dossier else missing_record(Practice, record_id)
