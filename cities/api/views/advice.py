from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from cities.api.mapping.advice import engagement_list, engagement_record
from cities.api.queries.advice import engagement_page, one_engagement
from cities.api.schemas.advice import EngagementList, EngagementRecord
from cities.api.schemas.parameters import ListParameters, Parameters
from cities.api.views.answering import answer, answer_page, reading_language
from cities.api.views.missing import missing_record
from cities.api.views.operations import LIST_FAULTS, RECORD_FAULTS, RecordId, described
from cities.transfer.advice.models import Engagement

router = Router(tags=["Advice"])


@router.get(
    "/advice",
    response={200: EngagementList, **LIST_FAULTS},
    operation_id="listEngagements",
    summary="Engagements",
    openapi_extra=described(is_list=True),
)
def list_engagements(request: HttpRequest, parameters: Query[ListParameters]) -> HttpResponse:
    """Advice given and collaborations of research centres that all who took part agreed to publish, newest first. Requests are not here."""
    page = engagement_page(parameters, language=reading_language(parameters))
    return answer_page(request, engagement_list(page), parameters=parameters, total=page.total)


@router.get(
    "/advice/{record_id}",
    response={200: EngagementRecord, **RECORD_FAULTS},
    operation_id="getEngagement",
    summary="One engagement",
    openapi_extra=described(),
)
def get_engagement(request: HttpRequest, record_id: RecordId, parameters: Query[Parameters]) -> HttpResponse:
    """An engagement with its words in every language and its outputs."""
    found = one_engagement(record_id, language=reading_language(parameters))
    return answer(engagement_record(found)) if found else missing_record(Engagement, record_id)
