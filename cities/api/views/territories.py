from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from cities.api.mapping.geojson import territory_features
from cities.api.mapping.vocabulary import territory_list, territory_record
from cities.api.queries.territories import territory_dossier, territory_page
from cities.api.schemas.answers import TerritoryList
from cities.api.schemas.parameters import Parameters, TerritoryParameters
from cities.api.schemas.records import TerritoryRecord
from cities.api.views.answering import GEOJSON, answer, answer_page, reading_language
from cities.api.views.missing import not_found
from cities.api.views.operations import FOUND_OR_NOT, LIST_FAULTS, RecordId, described

router = Router(tags=["Territories"])


@router.get(
    "/territories",
    response={200: TerritoryList, **LIST_FAULTS},
    operation_id="listTerritories",
    summary="Territories",
    openapi_extra=described(is_list=True, has_map=True),
)
def list_territories(request: HttpRequest, parameters: Query[TerritoryParameters]) -> HttpResponse:
    """World regions, countries, regions, cities and districts, each followed by what it contains unless asked otherwise."""
    page = territory_page(parameters, language=reading_language(parameters))
    listing = territory_list(page)
    if parameters.format == "geojson":
        features = territory_features(listing.total, listing.results)
        return answer_page(request, features, parameters=parameters, total=page.total, content_type=GEOJSON)
    return answer_page(request, listing, parameters=parameters, total=page.total)


@router.get(
    "/territories/{record_id}",
    response={200: TerritoryRecord, **FOUND_OR_NOT},
    operation_id="getTerritory",
    summary="One territory",
    openapi_extra=described(),
)
def get_territory(request: HttpRequest, record_id: RecordId, parameters: Query[Parameters]) -> HttpResponse:
    """A territory with its names in every language, what contains it and what lies in it."""
    dossier = territory_dossier(record_id, language=reading_language(parameters))
    return answer(territory_record(dossier)) if dossier else not_found()
