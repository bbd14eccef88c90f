"""A draft as a whole: titles, languages, sections in their order."""

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from cities.commons.instruments.actions import WrongDefinition, fill_draft
from cities.commons.instruments.definition import Definition, SectionDefinition, Wording
from cities.desk.forms.instruments import SectionRowForm, WholeForm
from cities.desk.forms.instruments.arranging import Arrangement, arrangement_in

from .base import DraftScreen, fault_words


class OutlineView(DraftScreen):
    template_name = "desk/instruments/outline.html"

    @cached_property
    def arrangement(self) -> Arrangement:
        if self.request.method == "POST":
            return arrangement_in(self.request.POST, "section")
        return Arrangement(tuple(f"section-{number}" for number, _section in enumerate(self.definition.sections)))

    def whole_form(self) -> WholeForm:
        return WholeForm(self.request.POST or None, definition=self.definition, is_published=self.is_published, **self.tongues)

    def rows(self, arrangement: Arrangement) -> list[SectionRowForm]:
        if self.request.method == "POST":
            return [SectionRowForm(self.request.POST, prefix=prefix) for prefix in arrangement.order]
        return [
            SectionRowForm(prefix=prefix, initial={"code": section.code, "title": self.title_of(section), "was": section.code})
            for prefix, section in zip(arrangement.order, self.definition.sections, strict=True)
        ]

    def title_of(self, section: SectionDefinition) -> str:
        return section.title.words.get(self.definition.language, "")

    def shown(self, arrangement: Arrangement, *, whole: WholeForm, rows: list[SectionRowForm], is_checked: bool) -> dict[str, Any]:
        counts = {section.code: sum(1 + len(item.items) for item in section.items) for section in self.definition.sections}
        return self.get_context_data(
            instrument=self.instrument,
            definition=self.definition,
            whole=whole,
            rows=[(row, row.prefix in arrangement.removed, counts.get(str(row["was"].value() or ""), 0)) for row in rows],
            is_checked=is_checked,
            is_published=self.is_published,
            is_unsaved=self.request.method == "POST",
        )

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        context = self.shown(self.arrangement, whole=self.whole_form(), rows=self.rows(self.arrangement), is_checked=False)
        return self.render_to_response(context)

    def post(self, request: HttpRequest, code: str) -> HttpResponse:
        act, _colon, prefix = request.POST.get("do", "save").partition(":")
        if act == "add":
            arrangement, _prefix = self.arrangement.with_new("section")
        else:
            arrangement = self.arrangement.after(act, prefix)
        whole, rows = self.whole_form(), self.rows(arrangement)
        if act != "save":
            return self.render_to_response(self.shown(arrangement, whole=whole, rows=rows, is_checked=False))
        kept = [row for row in rows if row.prefix in arrangement.kept]
        if all([whole.is_valid(), *(row.is_valid() for row in kept)]) and self.saved(whole, kept):
            messages.success(request, _("The draft is saved."))
            return redirect("desk:instrument_outline", code)
        return self.render_to_response(self.shown(arrangement, whole=whole, rows=rows, is_checked=True), status=422)

    def saved(self, whole: WholeForm, rows: list[SectionRowForm]) -> bool:
        try:
            fill_draft(self.version, self.changed(whole, rows), by=self.staff)
        except WrongDefinition as refusal:
            for fault in refusal.faults:
                whole.add_error(None, fault_words(fault))
            return False
        return True

    def changed(self, whole: WholeForm, rows: list[SectionRowForm]) -> Definition:
        worded: dict[str, Any] = {} if self.is_published else {name: whole.wording(name) for name in whole.worded}
        return replace(
            self.definition,
            languages=tuple(whole.cleaned_data["asked"]),
            sections=tuple(self.section(row) for row in rows),
            **worded,
        )

    def section(self, row: SectionRowForm) -> SectionDefinition:
        language, given = self.definition.language, row.cleaned_data
        before = self.definition.section(given["was"]) or SectionDefinition(0, "", Wording({}, language), Wording({}, language))
        title = {**before.title.words, language: given["title"]}
        return replace(before, code=given["code"], title=Wording({tag: word for tag, word in title.items() if word}, language))
