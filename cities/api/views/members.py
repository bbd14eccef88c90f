from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from cities.api.mapping.geojson import member_features
from cities.api.mapping.records import member_list, member_record
from cities.api.queries.members import member_dossier, member_page
from cities.api.schemas.answers import MemberList
from cities.api.schemas.parameters import MemberParameters, Parameters
from cities.api.schemas.records import MemberRecord
from cities.api.views.answering import GEOJSON, answer, answer_page, reading_language
from cities.api.views.missing import missing_record
from cities.api.views.operations import LIST_FAULTS, RECORD_FAULTS, RecordId, described
from cities.commons.members.models import Organisation

router = Router(tags=["Members"])


@router.get(
    "/members",
    response={200: MemberList, **LIST_FAULTS},
    operation_id="listMembers",
    summary="Members and other organisations",
    openapi_extra=described(is_list=True, has_map=True),
)
def list_members(request: HttpRequest, parameters: Query[MemberParameters]) -> HttpResponse:
    """Members of the network; with `membership=all` every organisation the commons knows."""
    page = member_page(parameters, language=reading_language(parameters))
    listing = member_list(page)
    if parameters.format == "geojson":
        features = member_features(listing.total, listing.results)
        return answer_page(request, features, parameters=parameters, total=page.total, content_type=GEOJSON)
    return answer_page(request, listing, parameters=parameters, total=page.total)


@router.get(
    "/members/{record_id}",
    response={200: MemberRecord, **RECORD_FAULTS},
    operation_id="getMember",
    summary="One organisation",
    openapi_extra=described(),
)
def get_member(request: HttpRequest, record_id: RecordId, parameters: Query[Parameters]) -> HttpResponse:
    """An organisation with all its words, member or not."""
    dossier = member_dossier(record_id, language=reading_language(parameters))
    return answer(member_record(dossier)) if dossier else missing_record(Organisation, record_id)
