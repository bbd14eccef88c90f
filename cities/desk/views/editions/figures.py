"""Figures an edition is held to: stated, counted, explained."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy

from cities.desk.forms.editions import ExplanationForm, FigureForm
from cities.editions import actions
from cities.editions.chapters.ends import named_subject
from cities.editions.checking import differences
from cities.editions.models import StatedFigure
from cities.editions.queries import Frozen, freeze
from cities.editions.tallies import totals

from .base import EditionScreen
from .overview import reader_of


class FiguresView(EditionScreen):
    template_name = "desk/editions/figures.html"
    page_title = gettext_lazy("Figures")
    screen = "figures"

    @cached_property
    def frozen(self) -> Frozen:
        return freeze(self.edition)

    @cached_property
    def form(self) -> FigureForm:
        reader = reader_of(self.frozen, self.language)
        subjects = {*totals(self.frozen.content), "before", "growth"}
        named = sorted(((subject, named_subject(reader, subject)) for subject in subjects), key=lambda each: each[1].casefold())
        return FigureForm(self.request.POST if "add" in self.request.POST else None, subjects=named)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        reader, counts = reader_of(self.frozen, self.language), totals(self.frozen.content)
        differing = {each.subject for each in differences(self.frozen.content) if each.spoken_in is None}
        figures = self.edition.stated_figures.select_related("source").prefetch_related("texts")
        rows = [
            (
                figure,
                named_subject(reader, figure.subject),
                counts.get(figure.subject),
                figure.subject in differing,
                self.explanation(figure),
            )
            for figure in figures
        ]
        rows.sort(key=lambda row: not row[3])
        return {**super().get_context_data(**kwargs), "form": self.form, "rows": rows}

    def explanation(self, figure: StatedFigure) -> ExplanationForm:
        given = self.request.POST if self.request.POST.get("figure") == str(figure.pk) else None
        return ExplanationForm(given, figure=figure, languages=self.edition.languages)

    def post(self, request: HttpRequest, edition: str) -> HttpResponse:
        is_kept = self._add() if "add" in request.POST else self._change(request)
        if not is_kept:
            return self.render_to_response(self.get_context_data(), status=422)
        messages.success(request, gettext_lazy("The figures were saved."))
        return redirect("desk:edition_figures", edition)

    def _add(self) -> bool:
        if not self.form.is_valid():
            return False
        given = dict(self.form.cleaned_data)
        actions.state_figure(self.edition, given.pop("subject"), given.pop("value"), **given, by=self.staff)
        return True

    def _change(self, request: HttpRequest) -> bool:
        figure = get_object_or_404(self.edition.stated_figures, pk=_number(request.POST.get("figure")))
        if "remove" in request.POST:
            actions.remove_figure(figure, by=self.staff)
            return True
        form = self.explanation(figure)
        if not form.is_valid():
            return False
        facts: dict[str, Any] = {"source": figure.source, "locator": figure.locator, "year": figure.year}
        actions.state_figure(self.edition, figure.subject, form.cleaned_data["value"], **facts, by=self.staff)
        actions.explain_figure(figure, form.explanations, by=self.staff)
        return True


def _number(value: str | None) -> int:
    return int(value) if value and value.isdecimal() else 0
