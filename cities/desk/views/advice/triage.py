"""What waits, and how long; hours, load and satisfaction at a glance; all of it as tables."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from cities.core.spreadsheets import written_csv
from cities.desk.views.advice.base import AdviceScreen, PeriodForm
from cities.transfer.advice.exports import TABLES
from cities.transfer.advice.models import Engagement
from cities.transfer.advice.queries import hours_by_expert, hours_by_month, roster, satisfaction_spreads, settled_requests, triage
from cities.transfer.advice.rules import may_run_advice

FEW = 50


class TriageView(AdviceScreen):
    template_name = "desk/advice/triage.html"
    page_title = _("Advice")
    screen = "triage"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        period = PeriodForm(self.request.GET)
        given = period.cleaned_data if period.is_valid() else {"since": None, "until": None}
        lines = [line for line in roster() if line.agreed_at]
        context = {
            "triage": triage(),
            "settled": settled_requests(most=FEW),
            "running": Engagement.objects.running().count(),
            "late": Engagement.objects.late().count(),
            "places": sum(line.expert.most for line in lines),
            "taken": sum(line.engaged + line.asked for line in lines),
            "available": sum(line.is_available and line.left > 0 for line in lines),
            "period": period,
            "experts": hours_by_expert(**given),
            "months": hours_by_month(**given),
            "satisfied": satisfaction_spreads(language=self.language),
            "tables": list(TABLES),
        }
        return {**super().get_context_data(**kwargs), **context}


@require_safe
def advice_table(request: HttpRequest, table: str) -> HttpResponse:
    if not may_run_advice(request.user):
        raise PermissionDenied
    if table not in TABLES:
        raise Http404
    response = HttpResponse(written_csv(TABLES[table]()), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="advice-{table}.csv"'
    return response
