"""The review of a batch: what it proposes, what the document says against itself, and the acts that end it."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from cities.desk.forms.imports import ItemFilterForm
from cities.gather.intake import actions, queries, tasks
from cities.gather.intake.models import Batch, Item

from .base import ImportView, reviewed_batch

ITEMS_A_PAGE = 50
SECONDS_BETWEEN_LOOKS = 3


@dataclass(frozen=True)
class ActionTab:
    code: str
    label: str
    count: int
    is_current: bool


@dataclass(frozen=True)
class ShownItem:
    """A line of the list; `remarks` are its reasons, then what was odd about it."""

    item: Item
    remarks: tuple[str, ...]

    @property
    def first_remark(self) -> str:
        return self.remarks[0] if self.remarks else ""

    @property
    def further(self) -> int:
        return max(0, len(self.remarks) - 1)


def shown_item(item: Item) -> ShownItem:
    return ShownItem(item, (*queries.item_reasons(item), *queries.item_notes(item)))


class BatchView(ImportView):
    template_name = "desk/imports/batch.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.batch.state == Batch.State.WAITING:
            return redirect("desk:import_columns", self.batch.pk)
        response: HttpResponse = self.render_to_response(self.get_context_data())
        if self.batch.is_working:
            # the page looks again by itself, without a script
            response["Refresh"] = str(SECONDS_BETWEEN_LOOKS)
        return response

    @cached_property
    def filters(self) -> ItemFilterForm:
        form = ItemFilterForm(self.request.GET)
        form.is_valid()
        return form

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        wanted = self.filters.cleaned_data
        action = wanted.get("action", "")
        items = queries.items_shown(self.batch, action=action, decision=wanted.get("decision", ""), query=wanted.get("q", ""))
        page: Page[Item] = Paginator(items, ITEMS_A_PAGE).get_page(self.request.GET.get("p"))
        counts = queries.batch_counts(self.batch)
        checks = queries.batch_checks(self.batch)
        return {
            **super().get_context_data(**kwargs),
            "batch": self.batch,
            "counts": counts,
            "outcomes": queries.outcome_counts(self.batch),
            "tabs": [ActionTab(code, str(Item.Action(code).label), number, code == action) for code, number in counts.actions.items()],
            "filters": self.filters,
            "page": page,
            "rows": [shown_item(item) for item in page.object_list],
            "disagreements": [check for check in checks if not check.agrees],
            "agreements": [check for check in checks if check.agrees],
            "fault": queries.batch_fault(self.batch),
        }


@require_POST
def apply_import(request: HttpRequest, batch_id: int) -> HttpResponse:
    batch = reviewed_batch(request, batch_id)
    try:
        batch = actions.begin_applying(batch, publish="publish" in request.POST, by=request.user)  # type: ignore[arg-type]  # signed in
    except actions.BatchNotOpen:
        messages.error(request, _("This import is no longer under review."))
    else:
        tasks.start_applying(batch)
        batch.refresh_from_db()
        if batch.is_working:
            messages.success(request, _("The import is being applied."))
        elif not batch.fault:
            messages.success(request, _outcome(batch))
    return redirect("desk:import", batch_id)


def _outcome(batch: Batch) -> str:
    counts = queries.outcome_counts(batch)
    made = ngettext("%(count)d record made", "%(count)d records made", counts.created) % {"count": counts.created}
    changed = ngettext("%(count)d changed", "%(count)d changed", counts.updated) % {"count": counts.updated}
    return f"{made}, {changed}."


@require_POST
def undo_import(request: HttpRequest, batch_id: int) -> HttpResponse:
    batch = reviewed_batch(request, batch_id)
    try:
        actions.undo_batch(batch, by=request.user)  # type: ignore[arg-type]  # signed in
    except actions.BatchNotOpen:
        messages.error(request, _("Only an import that was applied can be undone."))
    else:
        messages.success(request, _("The import was undone."))
    return redirect("desk:import", batch_id)


@require_POST
def discard_import(request: HttpRequest, batch_id: int) -> HttpResponse:
    batch = reviewed_batch(request, batch_id)
    try:
        actions.discard_batch(batch, by=request.user)  # type: ignore[arg-type]  # signed in
    except actions.BatchNotOpen:
        messages.error(request, _("An import that was applied cannot be discarded. Undo it instead."))
        return redirect("desk:import", batch_id)
    messages.success(request, _("The import was discarded."))
    return redirect("desk:imports")


@require_POST
def resume_import(request: HttpRequest, batch_id: int) -> HttpResponse:
    """Begin again what a stopped worker left behind; what is done already is not done twice."""
    batch = reviewed_batch(request, batch_id)
    if batch.state == Batch.State.READING:
        tasks.start_reading(batch)
    elif batch.state == Batch.State.APPLYING:
        tasks.start_applying(batch)
    return redirect("desk:import", batch_id)
