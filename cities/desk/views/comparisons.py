"""Comparisons for coordinators: all of them with what waits for publication, and what grids are filled from."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from cities.accounts.models import User
from cities.commons.instruments.actions import WrongDefinition
from cities.desk.queries.comparisons import bound_grid, comparisons_overview
from cities.desk.views.screens import DeskScreen
from cities.transfer.comparisons import actions
from cities.transfer.comparisons.models import Comparison, Kind
from cities.transfer.comparisons.queries import fits
from cities.transfer.comparisons.rules import may_run_comparisons


class ComparisonsView(DeskScreen):
    template_name = "desk/comparisons/list.html"
    page_title = _("Comparisons")
    header_icon = "table"

    def may_see(self, user: Any) -> bool:
        return may_run_comparisons(user)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = comparisons_overview(language=_language())
        chosen = self.request.GET.get("state", "")
        shown = {"waiting": found.waiting}.get(chosen, tuple(row for row in found.rows if row.line.state == chosen))
        rows = shown if chosen in ("waiting", *Comparison.State.values) else found.rows
        return {**super().get_context_data(**kwargs), "overview": found, "rows": rows, "chosen": chosen}


class GridView(DeskScreen):
    """From which field of the records each criterion of a grid is filled."""

    template_name = "desk/comparisons/grid.html"
    page_title = _("What a grid is filled from")
    header_icon = "table"

    def may_see(self, user: Any) -> bool:
        return may_run_comparisons(user)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "grid": self._grid(), "kinds": Kind.choices}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Only what fits is kept; a criterion that is not on the form keeps what it has."""
        grid = self._grid()
        given = {row.item.code: request.POST.get(f"field:{row.item.code}") for row in grid.rows}
        fields = {
            row.item.code: field
            for row in grid.rows
            if (field := given[row.item.code]) is not None and (not field or fits(grid.kind, field, row.item))
        }
        actions.bind_grid(grid.version.instrument, grid.kind, fields, by=self.staff)
        messages.success(request, _("Saved."))
        return redirect(request.get_full_path())

    def _grid(self) -> Any:
        kind = self.request.GET.get("kind", "")
        found = bound_grid(self.kwargs["code"], kind if kind in Kind.values else Kind.PRACTICE, language=_language())
        if found is None:
            raise Http404
        return found


@require_POST
def add_ready_grid(request: HttpRequest) -> HttpResponse:
    """The grid of urban commons that comes with the software; adding it twice adds it once."""
    if not may_run_comparisons(request.user) or not isinstance(request.user, User):
        raise PermissionDenied
    try:
        actions.ready_grid(by=request.user)
    except WrongDefinition:
        messages.error(request, _("The grid needs the vocabularies that come with the software. Take them in again, then add it."))
    else:
        messages.success(request, _("The grid of urban commons is here."))
    return redirect("desk:comparisons")


def _language() -> str:
    return get_language() or settings.LANGUAGE_CODE
