"""All questionnaires; one with its versions and what can be done with them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.db.models import Count
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cities.commons.instruments import actions
from cities.commons.instruments.checking import Fault, faults_in
from cities.commons.instruments.definition import Definition
from cities.commons.instruments.models import Instrument, InstrumentVersion
from cities.commons.instruments.queries import definition_of
from cities.desk.forms.instruments import NewInstrumentForm
from cities.desk.views.columns import best_title
from cities.translation.languages import language_name

from .base import InstrumentScreen, reader_language


@dataclass(frozen=True, slots=True)
class ShownVersion:
    version: InstrumentVersion
    sheets: int
    languages: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class ShownProblem:
    """What stands against publishing, with the section where it can be mended; empty where it is about the whole."""

    words: str
    section: str


class InstrumentsView(InstrumentScreen):
    template_name = "desk/instruments/instruments.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = Instrument.objects.prefetch_related("texts", "versions").order_by("code")
        rows = [(best_title(instrument), instrument, list(instrument.versions.all())) for instrument in found]
        return {**super().get_context_data(**kwargs), "rows": rows}


class NewInstrumentView(InstrumentScreen):
    template_name = "desk/instruments/new.html"
    page_title = gettext_lazy("New questionnaire")

    @cached_property
    def form(self) -> NewInstrumentForm:
        return NewInstrumentForm(self.request.POST or None, initial={"language": reader_language()})

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "form": self.form}

    def post(self, request: HttpRequest) -> HttpResponseBase:
        if not self.form.is_valid():
            return self.render_to_response(self.get_context_data(), status=422)
        spoken = [code for code, _name in settings.LANGUAGES]
        draft = actions.create_instrument(**self.form.cleaned_data, languages=spoken, by=self.staff)
        return redirect("desk:instrument_outline", draft.instrument.code)


class InstrumentView(InstrumentScreen):
    template_name = "desk/instruments/instrument.html"

    @cached_property
    def definition(self) -> Definition | None:
        return definition_of(self.draft) if self.draft else None

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        versions = self.instrument.versions.annotate(count=Count("sheets")).order_by("-number")
        definition = self.definition
        return {
            **super().get_context_data(**kwargs),
            "instrument": self.instrument,
            "draft": self.draft,
            "definition": definition,
            "versions": [ShownVersion(version, version.count, _named(version.languages)) for version in versions],
            "tongues": [pair for pair in _named(self.draft.languages) if pair[0] != self.draft.language] if self.draft else [],
            "problems": [_shown(fault, definition) for fault in faults_in(definition)] if definition else [],
            "retyped": actions.retyped_items(self.draft, definition) if self.draft and definition else [],
        }

    def post(self, request: HttpRequest, code: str) -> HttpResponseBase:
        acts: dict[str, Callable[[], HttpResponseBase]] = {
            "start": self.start,
            "publish": self.publish,
            "discard": self.discard,
            "retire": self.retire,
        }
        act = acts.get(request.POST.get("do", ""))
        return act() if act else redirect("desk:instrument", code)

    def start(self) -> HttpResponseBase:
        actions.start_draft(self.instrument, by=self.staff)
        return redirect("desk:instrument_outline", self.instrument.code)

    def publish(self) -> HttpResponseBase:
        try:
            version = actions.publish_version(self._draft(), by=self.staff)
        except actions.WrongDefinition:
            messages.error(self.request, _("It was not published: see what is still missing."))
        else:
            messages.success(self.request, _("Version %(number)s is published. It will not change any more.") % {"number": version.number})
        return redirect("desk:instrument", self.instrument.code)

    def discard(self) -> HttpResponseBase:
        actions.discard_draft(self._draft(), by=self.staff)
        messages.success(self.request, _("The draft is discarded."))
        return redirect("desk:instrument", self.instrument.code) if self.is_published else redirect("desk:instruments")

    def retire(self) -> HttpResponseBase:
        published = self.instrument.versions.filter(state=InstrumentVersion.State.PUBLISHED)
        number = self.request.POST.get("number", "")
        version = actions.retire_version(get_object_or_404(published, number=int(number) if number.isdecimal() else 0), by=self.staff)
        messages.success(self.request, _("Version %(number)s is asked no more; its answers stay.") % {"number": version.number})
        return redirect("desk:instrument", self.instrument.code)

    def _draft(self) -> InstrumentVersion:
        return get_object_or_404(self.instrument.versions, state=InstrumentVersion.State.DRAFT)


def _named(languages: list[str]) -> list[tuple[str, str]]:
    return [(tag, language_name(tag)) for tag in languages]


def _shown(fault: Fault, definition: Definition) -> ShownProblem:
    around = next(
        (
            section.code
            for section in definition.sections
            if section.code == fault.code or any(fault.code in {item.code, *(inner.code for inner in item.items)} for item in section.items)
        ),
        "",
    )
    return ShownProblem(f"{fault.code}: {fault.reason}" if fault.code else fault.reason, around)
