from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Query, Router

from cities.api.mapping.comparisons import comparison_list, comparison_record
from cities.api.schemas.comparisons import ComparisonList, ComparisonRecord
from cities.api.schemas.parameters import ListParameters, Parameters
from cities.api.views.answering import answer, answer_page, reading_language
from cities.api.views.missing import not_found
from cities.api.views.operations import FOUND_OR_NOT, LIST_FAULTS, RecordId, described
from cities.transfer.comparisons.models import Comparison
from cities.transfer.comparisons.queries import grid_of, public_lines

router = Router(tags=["Comparisons"])


@router.get(
    "/comparisons",
    response={200: ComparisonList, **LIST_FAULTS},
    operation_id="listComparisons",
    summary="Comparisons",
    openapi_extra=described(is_list=True),
)
def list_comparisons(request: HttpRequest, parameters: Query[ListParameters]) -> HttpResponse:
    """Published comparisons, what changed last first."""
    lines = public_lines()
    shown = lines[parameters.offset : parameters.offset + parameters.limit]
    listed = comparison_list(shown, total=len(lines), language=reading_language(parameters))
    return answer_page(request, listed, parameters=parameters, total=listed.total)


@router.get(
    "/comparisons/{record_id}",
    response={200: ComparisonRecord, **FOUND_OR_NOT},
    operation_id="getComparison",
    summary="One comparison",
    openapi_extra=described(),
)
def get_comparison(request: HttpRequest, record_id: RecordId, parameters: Query[Parameters]) -> HttpResponse:
    """A comparison with all its cells: what each says, by whom it was filled, and what it is known from."""
    found = Comparison.objects.public().select_related("version__instrument", "organisation").filter(pk=record_id).first()
    if found is None:
        return not_found()
    return answer(comparison_record(grid_of(found, today=timezone.localdate()), language=reading_language(parameters)))
