"""Answers read together: counted, crossed, and in their own words."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.text import slugify
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cities.commons.instruments.definition import ItemDefinition
from cities.commons.instruments.queries import definition_of
from cities.desk.forms.surveys import ThemeForm
from cities.gather.surveys import actions, queries
from cities.gather.surveys.actions.coding import AnswerPlace
from cities.gather.surveys.charts import Shade, Width
from cities.gather.surveys.exports.charts import chart as drawn
from cities.gather.surveys.exports.charts import finding
from cities.gather.surveys.queries import GROUPINGS, OpenAnswer, Results, ShownItem, open_items
from cities.translation.languages import base_language

from .base import SurveyScreen, run_campaign

GROUPING_NAMES = {
    "region": gettext_lazy("Region"),
    "kind": gettext_lazy("Kind"),
    "category": gettext_lazy("Category"),
    "language": gettext_lazy("Language of the answers"),
}
UNCOUNTED = {"file", "date"}


class ResultsView(SurveyScreen):
    """Every question counted; crossed with a group where asked for. Nothing is hidden from staff."""

    template_name = "desk/surveys/results.html"
    page_title = gettext_lazy("Results")
    screen = "results"

    @cached_property
    def results(self) -> Results:
        return queries.results(self.campaign, is_sample=self.is_sample)

    @cached_property
    def grouping(self) -> str:
        asked = self.request.GET.get("by", "")
        return asked if asked in GROUPINGS else ""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        before = queries.results(self.campaign.previous) if self.campaign.previous else None
        shown = queries.shown_items(self.results, names=self.names, before=before)
        return {
            **super().get_context_data(**kwargs),
            "items": [
                (each, finding(each, language=self.language), self._table(each)) for each in shown if each.item.type not in UNCOUNTED
            ],
            "sheets": len(self.results.sheets),
            "coverage": queries.coverage(self.campaign),
            "grouping": self.grouping,
            "groupings": [(code, GROUPING_NAMES[code]) for code in GROUPINGS],
            "has_before": before is not None and len(before.sheets) > 0,
            "before_year": self.campaign.previous.opens_on.year if self.campaign.previous else None,
            "languages": self.results.definition.languages,
        }

    def _table(self, shown: ShownItem) -> queries.ShownTable | None:
        if not self.grouping or not shown.codes:
            return None
        crossed = self.results.cross(shown.item, self.grouping)
        name = self.names.place if self.grouping == "region" else self.names.concept
        named = {code: name(code) for code in self.results.sheets.groups[self.grouping]}
        return queries.shown_cross(shown.item, crossed, named=named, names=self.names)


class WordsView(SurveyScreen):
    """Answers to one open question: language, translation, themes; sorted and translated here."""

    template_name = "desk/surveys/words.html"
    page_title = gettext_lazy("Open answers")
    screen = "words"

    @cached_property
    def items(self) -> list[ItemDefinition]:
        return open_items(definition_of(self.campaign.version))

    @cached_property
    def item(self) -> ItemDefinition:
        found = next((item for item in self.items if item.code == self.kwargs["item"]), None)
        if found is None:
            raise Http404
        return found

    @cached_property
    def answers(self) -> list[OpenAnswer]:
        return queries.open_answers(self.campaign, self.item.code, names=self.names, is_sample=self.is_sample)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        theme = self.request.GET.get("theme", "")
        themes = list(self.campaign.themes.filter(item_code=self.item.code).prefetch_related("texts"))
        counted = {each.code: sum(1 for answer in self.answers if each.code in answer.themes) for each in themes}
        chosen = [answer for answer in self.answers if not theme or theme in answer.themes or (theme == "-" and not answer.themes)]
        return {
            **super().get_context_data(**kwargs),
            "item": self.item,
            "label": self.item.label.shown_in(self.language) or self.item.code,
            "items": [(item.code, item.label.shown_in(self.language) or item.code) for item in self.items],
            "answers": chosen,
            "total": len(self.answers),
            "unsorted": sum(1 for answer in self.answers if not answer.themes),
            "themes": [(each, each.best_text(self.language), counted[each.code]) for each in themes],
            "theme": theme,
            "theme_form": ThemeForm(),
            "reader_language": self.language,
            "needs_translation": [answer for answer in chosen if base_language(answer.language) != base_language(self.language)],
        }

    def post(self, request: HttpRequest, campaign: str, item: str) -> HttpResponse:
        if "new_theme" in request.POST:
            self._add_theme(request)
        elif "remove_theme" in request.POST:
            for theme in self.campaign.themes.filter(item_code=self.item.code, code=request.POST["remove_theme"]):
                actions.remove_theme(theme, by=self.reader)
        else:
            self._sort(request)
        return redirect(f"{reverse('desk:survey_words', args=[campaign, item])}?{request.GET.urlencode()}")

    def _add_theme(self, request: HttpRequest) -> None:
        form = ThemeForm(request.POST)
        if not form.is_valid():
            messages.error(request, _("Name the theme."))
            return
        label = form.cleaned_data["label"]
        taken = set(self.campaign.themes.filter(item_code=self.item.code).values_list("code", flat=True))
        code = slugify(label)[:60] or f"theme-{len(taken) + 1}"
        if code in taken:
            messages.info(request, _("There is such a theme already."))
            return
        actions.save_theme(self.campaign, item_code=self.item.code, code=code, labels={self.language: label}, by=self.reader)

    def _sort(self, request: HttpRequest) -> None:
        """Themes and translation of one answer. Which one comes from the page and is looked up: nobody sorts what is not there."""
        place = request.POST.get("answer", "")
        answer = next((each for each in self.answers if f"{each.sheet}/{each.repetition}" == place), None)
        if answer is None:
            raise Http404
        where = AnswerPlace(answer.sheet, self.item.code, answer.repetition)
        actions.code_answer(self.campaign, place=where, themes=request.POST.getlist("theme"), by=self.reader)
        if "translation" in request.POST:
            words = {self.language: request.POST["translation"][:20_000]}
            actions.translate_answer(self.campaign, place=where, original=answer.words, words=words, by=self.reader)
        messages.success(request, _("Saved."))


@require_safe
def chart(request: HttpRequest, campaign: str, item: str, **shape: str) -> HttpResponse:
    """A question drawn with all its figures, for staff."""
    subject = run_campaign(request, campaign)
    language = get_language() or settings.LANGUAGE_CODE
    if shape["width"] not in list(Width) or shape["shade"] not in list(Shade):
        raise Http404
    is_sample = request.GET.get("samples") == "1"
    before = queries.results(subject.previous) if subject.previous else None
    found = queries.shown_items(queries.results(subject, is_sample=is_sample), names=queries.names_in(language), before=before)
    shown = next((each for each in found if each.item.code == item), None)
    svg = drawn(shown, language=language, width=Width(shape["width"]), shade=Shade(shape["shade"])) if shown else None
    if svg is None:
        raise Http404
    return HttpResponse(svg, content_type="image/svg+xml; charset=utf-8")
