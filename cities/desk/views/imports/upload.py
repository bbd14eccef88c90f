"""Bringing a document in, and saying what the columns of a table mean."""

from itertools import islice
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from cities.desk.forms.imports import ColumnsForm, UploadForm
from cities.gather.intake import actions, tasks
from cities.gather.intake.actions import Wishes
from cities.gather.intake.models import Batch
from cities.gather.intake.parsing.contacts import EMAIL
from cities.gather.intake.reading import Table, UnreadableDocument

from .base import ImportView

BATCHES_A_PAGE = 20
ROWS_SHOWN = 3


class ImportsView(ImportView):
    """All imports, and the form that begins one."""

    template_name = "desk/imports/imports.html"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": _("Import")}]

    @cached_property
    def form(self) -> UploadForm:
        return UploadForm(self.request.POST or None, self.request.FILES or None)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        batches = Batch.objects.annotate(entries=Count("items")).select_related("staged_by").order_by("-pk")
        page = Paginator(batches, BATCHES_A_PAGE).get_page(self.request.GET.get("p"))
        return {**super().get_context_data(**kwargs), "form": self.form, "page": page}

    def post(self, request: HttpRequest) -> HttpResponse:
        if not self.form.is_valid():
            return self.render_to_response(self.get_context_data(), status=422)
        given = self.form.cleaned_data
        try:
            batch = actions.receive_document(
                given["upload"], wishes=Wishes(profile=given["profile"], language=given["language"]), by=self.reader
            )
        except UnreadableDocument as fault:
            self.form.add_error("upload", str(fault))
            return self.render_to_response(self.get_context_data(), status=422)
        return begun(batch)


def begun(batch: Batch) -> HttpResponseRedirect:
    """Where a batch goes on: to its columns, or to its review."""
    if batch.state == Batch.State.WAITING:
        return redirect("desk:import_columns", batch.pk)
    tasks.start_reading(batch)
    return redirect("desk:import", batch.pk)


def shown_cell(cell: str) -> str:
    """An example of what a column holds; of an address only its end, which is enough to know it as one."""
    return EMAIL.sub(lambda found: f"…@{found[0].rpartition('@')[2]}", cell)


class ColumnsView(ImportView):
    """What the columns of a table mean: guessed, remembered, and corrected here."""

    template_name = "desk/imports/columns.html"
    page_title = _("Columns")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.batch.state != Batch.State.WAITING:
            return redirect("desk:import", self.batch.pk)
        return self.render_to_response(self.get_context_data())

    @cached_property
    def table(self) -> Table:
        return actions.read_upload(self.batch).tables[0]

    @cached_property
    def form(self) -> ColumnsForm:
        return ColumnsForm(
            self.request.POST or None,
            header=self.table.header,
            guessed={int(place): field for place, field in self.batch.columns.items()},
            initial={"kind": self.batch.kind, "language": self.batch.language},
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        sample = [row.cells for row in islice(self.table.rows(), ROWS_SHOWN)]
        columns = [
            (field, [shown_cell(row[place]) for row in sample if place < len(row) and row[place]])
            for place, field in enumerate(self.form.column_fields)
        ]
        return {**super().get_context_data(**kwargs), "batch": self.batch, "form": self.form, "columns": columns}

    def post(self, request: HttpRequest, batch_id: int) -> HttpResponse:
        if self.batch.state != Batch.State.WAITING:
            return redirect("desk:import", self.batch.pk)
        if "again" in request.POST or not self.form.is_valid():
            return self.render_to_response(self.get_context_data(), status=200 if "again" in request.POST else 422)
        given = self.form.cleaned_data
        batch = actions.name_columns(
            self.batch, columns=self.form.columns(), kind=given["kind"], language=given["language"], by=self.reader
        )
        return begun(batch)
