"""A draft beside its translation: for translators, who change words and nothing else."""

from itertools import groupby
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cities.commons.instruments.actions import translate_draft
from cities.commons.instruments.queries import parts_to_translate
from cities.desk.forms.instruments import TranslateForm
from cities.desk.rules import may_read_table
from cities.desk.views.columns import best_title
from cities.translation.languages import language_name

from .base import DraftScreen, reader_language


class TranslateView(DraftScreen):
    template_name = "desk/instruments/translate.html"
    page_title = gettext_lazy("Translate")
    header_icon = "globe"

    def may_see(self, user: Any) -> bool:
        return may_read_table(user)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        translations = {"url": reverse("desk:translations"), "label": _("Translations")}
        return [*self.breadcrumbs_items, translations, {"url": "", "label": best_title(self.instrument)}]

    @cached_property
    def language(self) -> str:
        language: str = self.kwargs["language"]
        if language == self.version.language or language not in self.version.languages:
            raise Http404
        return language

    @cached_property
    def form(self) -> TranslateForm:
        parts = parts_to_translate(self.version, self.language)
        return TranslateForm(self.request.POST or None, parts=parts, language=self.language)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = self.form.rows()
        return {
            **super().get_context_data(**kwargs),
            "instrument": self.instrument,
            "original": self.version.language,
            "language": self.language,
            "language_name": language_name(self.language, in_language=reader_language()),
            "others": [(tag, language_name(tag)) for tag in self.version.languages if tag not in (self.version.language, self.language)],
            "sections": [(code, list(found)) for code, found in groupby(rows, lambda row: row.part.section)],
            "left": sum(row.part.state in ("missing", "stale") for row in rows),
            "total": len(rows),
        }

    def post(self, request: HttpRequest, code: str, language: str) -> HttpResponseBase:
        if not self.form.is_valid():
            return self.render_to_response(self.get_context_data(), status=422)
        count = translate_draft(self.version, self.language, self.form.translations(), by=self.staff)
        messages.success(request, ngettext("%(count)d part was changed.", "%(count)d parts were changed.", count) % {"count": count})
        return redirect("desk:instrument_translate", code, language)
