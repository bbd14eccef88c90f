"""Transfers for coordinators: where they stand and what is late, and the network's flows."""

from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cities.desk.queries.transfers import transfers_overview
from cities.desk.views.screens import DeskScreen
from cities.transfer.projects.phases import CODES
from cities.transfer.projects.rules import may_run_transfers


class TransfersView(DeskScreen):
    """The list and the charts, from the same count."""

    template_name = "desk/transfers/transfers.html"
    page_title = _("Transfers")
    header_icon = "redirect"

    def may_see(self, user: Any) -> bool:
        return may_run_transfers(user)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = transfers_overview(language=get_language() or settings.LANGUAGE_CODE, today=timezone.localdate())
        chosen = self.request.GET.get("phase", "")
        lists = {"late": found.late, "waiting": found.waiting}
        by_phase = tuple(row for row in found.rows if row.standing.phase == chosen) if chosen in CODES else found.rows
        rows = lists.get(chosen, by_phase)
        return {**super().get_context_data(**kwargs), "overview": found, "rows": rows, "chosen": chosen}
