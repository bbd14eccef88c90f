from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from cities.api.mapping.transfers import lineage_answer, transfer_list, transfer_record
from cities.api.queries.transfers import transfer_dossier, transfer_page
from cities.api.schemas.answers import TransferList
from cities.api.schemas.parameters import Parameters, TransferParameters
from cities.api.schemas.transfers import LineageAnswer, TransferRecord
from cities.api.views.answering import answer, answer_page, reading_language
from cities.api.views.missing import missing_record, not_found
from cities.api.views.operations import FOUND_OR_NOT, LIST_FAULTS, RECORD_FAULTS, RecordId, described
from cities.transfer.projects.models import Transfer
from cities.transfer.projects.queries import lineage_of

router = Router(tags=["Transfers"])


@router.get(
    "/transfers",
    response={200: TransferList, **LIST_FAULTS},
    operation_id="listTransfers",
    summary="Transfers",
    openapi_extra=described(is_list=True),
)
def list_transfers(request: HttpRequest, parameters: Query[TransferParameters]) -> HttpResponse:
    """Transfers both sides have agreed to publish, what changed last first unless asked otherwise."""
    page = transfer_page(parameters, language=reading_language(parameters))
    return answer_page(request, transfer_list(page), parameters=parameters, total=page.page.total)


@router.get(
    "/transfers/{record_id}",
    response={200: TransferRecord, **RECORD_FAULTS},
    operation_id="getTransfer",
    summary="One transfer",
    openapi_extra=described(),
)
def get_transfer(request: HttpRequest, record_id: RecordId, parameters: Query[Parameters]) -> HttpResponse:
    """A transfer with all its words: steps, adaptations, pilots, variants, uptake."""
    found = transfer_dossier(record_id, language=reading_language(parameters))
    return answer(transfer_record(found)) if found else missing_record(Transfer, record_id)


@router.get(
    "/practices/{record_id}/lineage",
    response={200: LineageAnswer, **FOUND_OR_NOT},
    operation_id="getLineage",
    summary="Where a practice has travelled",
    openapi_extra=described(),
)
def get_lineage(request: HttpRequest, record_id: RecordId, parameters: Query[Parameters]) -> HttpResponse:
    """Practices and transfers that hang together with this one, and what came from what."""
    found = lineage_of(practice=record_id)
    return answer(lineage_answer(found)) if found else not_found()
