"""Which sections are printed in which order, and which practices are told in full."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy

from cities.desk.forms.editions import CasesForm, SectionsForm
from cities.editions import actions
from cities.editions.queries import sections_for

from .base import EditionScreen


class SectionsView(EditionScreen):
    template_name = "desk/editions/sections.html"
    page_title = gettext_lazy("Sections")
    screen = "sections"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "sections": sections_for(self.edition)}

    def post(self, request: HttpRequest, edition: str) -> HttpResponse:
        form = SectionsForm(request.POST)
        if not form.is_valid():
            messages.error(request, gettext_lazy("There is no such section."))
            return self.render_to_response(self.get_context_data(), status=422)
        actions.choose_sections(self.edition, form.chosen, by=self.staff)
        messages.success(request, gettext_lazy("The sections were saved."))
        return redirect("desk:edition_sections", edition)


class CasesView(EditionScreen):
    template_name = "desk/editions/cases.html"
    page_title = gettext_lazy("Cases")
    screen = "cases"

    @cached_property
    def form(self) -> CasesForm:
        chosen = self.edition.cases.values_list("practice", flat=True)
        return CasesForm(self.request.POST or None, initial={"practices": [str(key) for key in chosen]})

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "form": self.form}

    def post(self, request: HttpRequest, edition: str) -> HttpResponse:
        if not self.form.is_valid():
            return self.render_to_response(self.get_context_data(), status=422)
        actions.choose_cases(self.edition, self.form.chosen, by=self.staff)
        messages.success(request, gettext_lazy("The cases were saved."))
        return redirect("desk:edition_cases", edition)
