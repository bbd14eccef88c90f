"""A sheet section by section: shown, and saved as its form comes back. Works without a script."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_http_methods, require_safe

from cities.accounts.models import User
from cities.commons.instruments import actions, queries
from cities.commons.instruments.actions import NotAccepted, Saved, SheetClosed, TooMany
from cities.commons.instruments.answering import Place, spots_of
from cities.commons.instruments.definition import SectionDefinition
from cities.commons.instruments.forms import Sending, read_changes
from cities.commons.instruments.models import AnswerSheet
from cities.commons.instruments.queries import SheetState, names_in_use
from cities.portal.queries import section_page, words_in
from cities.portal.views.answers import language_of
from cities.portal.views.sheets.doors import for_fillers, visitor_of
from cities.portal.views.sheets.script import script_data

NOTHING_SAVED = Saved()


@require_safe
@for_fillers
def sheet(request: HttpRequest, sheet: AnswerSheet) -> HttpResponseBase:
    """What it is about, and its sections with how far each is and who is there."""
    if not sheet.is_open:
        return redirect("portal:sheet_thanks", sheet.pk)
    language, state = language_of(request), queries.sheet_state(sheet)
    people = queries.people_by_section(sheet, besides=visitor_of(request)[0])
    progress = queries.progress(state, language=language)
    context = {
        "sheet": sheet,
        "title": words_in(state.definition.title, language),
        "deadline": last_day(sheet),
        "introduction": words_in(state.definition.introduction, language),
        "sections": [(part, words_in(part.section.title, language), people.get(part.section.pk, ())) for part in progress],
        "next": next((part.section for part in progress if not part.is_complete), None),
        "is_begun": any(part.is_begun for part in progress),
    }
    return render(request, "portal/sheets/overview.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_fillers
def sheet_section(request: HttpRequest, sheet: AnswerSheet, code: str) -> HttpResponseBase:
    if not sheet.is_open:
        return redirect("portal:sheet_thanks", sheet.pk)
    state = queries.sheet_state(sheet)
    section = state.section(code)
    if section is None:
        return redirect("portal:sheet", sheet.pk)
    if request.method == "POST":
        try:
            return Filling(request, state, section).take()
        except SheetClosed:
            messages.warning(request, told_closed(sheet))
            return redirect("portal:sheet_thanks", sheet.pk)
    visitor, name = visitor_of(request)
    actions.note_presence(sheet, section.pk, visitor=visitor, name=name)
    return show(request, state, section, tells_missing="check" in request.GET)


def last_day(sheet: AnswerSheet) -> date | None:
    """The last day on which answers are taken."""
    return timezone.localdate(sheet.ends_at - timedelta(microseconds=1)) if sheet.ends_at else None


def told_closed(sheet: AnswerSheet) -> str:
    if sheet.is_submitted:
        return _("These answers were sent in meanwhile. What you typed last was not added.")
    return _("The time for answers is over. What you typed last was not added.")


def show(
    request: HttpRequest,
    state: SheetState,
    section: SectionDefinition,
    *,
    saved: Saved = NOTHING_SAVED,
    tells_missing: bool = False,
    told: dict[Place, str] | None = None,
) -> HttpResponse:
    language = language_of(request)
    page = section_page(state, section, language=language, conflicts=saved.conflicts, tells_missing=tells_missing, messages=told)
    people = queries.people_by_section(state.sheet, besides=visitor_of(request)[0])
    context = {
        "sheet": state.sheet,
        "page": page,
        "survey": words_in(state.definition.title, language),
        "people": people.get(section.pk, ()),
        "script": script_data(request, page),
        "accepted": ",".join(actions.ACCEPTED),
        "most_megabytes": actions.MOST_BYTES // 1024 // 1024,
        "put_back": request.GET.get("removed", ""),
    }
    return render(request, "portal/sheets/section.html", context)


@dataclass
class Filling:
    """One form come back: everything in it is saved first, then what its button asked for is done."""

    request: HttpRequest
    state: SheetState
    section: SectionDefinition

    def take(self) -> HttpResponse:
        language = language_of(self.request)
        known = names_in_use(self.state.sheet, language)
        posted = read_changes(self.state, Sending(_pairs(self.request), language), known=known)
        saved = actions.save_answers(self.state.sheet, posted.changes, by=self._by(), language=language)
        told = self._attach(language)
        after = queries.sheet_state(self.state.sheet)
        if saved.conflicts or told:
            return show(self.request, after, self.section, saved=saved, told=told)
        return self._go_on(after)

    def _by(self) -> User | None:
        return self.request.user if self.request.user.is_authenticated else None

    def _attach(self, language: str) -> dict[Place, str]:
        """Keep the files that came along; what is to be said of those that were not taken."""
        told: dict[Place, str] = {}
        for name, upload in self.request.FILES.items():
            _part, code, repetition = (*name.split(":"), "", "")[:3]
            place = (code, int(repetition) if repetition.isdecimal() else 0)
            if isinstance(upload, UploadedFile):
                try:
                    actions.attach_file(self.state.sheet, place, upload, by=self._by(), language=language)
                except NotAccepted as refusal:
                    told[place] = refusal.reason
                except TooMany:
                    told[place] = _("No more files can be added here.")
                except LookupError:
                    continue
        return told

    def _go_on(self, after: SheetState) -> HttpResponse:
        act, _colon, about = self.request.POST.get("act", "next").partition(":")
        match act:
            case "add" | "remove" | "restore" | "unfile":
                return self._change_rows(act, about)
            case "language" if about in dict(settings.LANGUAGES):
                with override(about):
                    return self._to_section(self.section)
            case "later":
                messages.success(self.request, _("Your answers are saved. You can go on whenever you like."))
                return redirect("portal:sheet", after.sheet.pk)
            case "stay" | "file":
                return self._to_section(self.section, f"#q-{about}" if about else "")
            case "previous" if before := after.beside(self.section.code)[0]:
                return self._to_section(before)
        return self._next(after)

    def _next(self, after: SheetState) -> HttpResponse:
        """Stay while something here is wrong, or while an answer has opened questions that were not yet on the page."""
        if self.section.code not in after.asked.sections:
            return redirect("portal:sheet", after.sheet.pk)
        if not self.request.POST.get("script") and self._newly_asked(after):
            messages.info(self.request, _("Your answers opened further questions below."))
            return self._to_section(self.section, f"#q-{self._newly_asked(after)[0].replace(':', '-')}")
        wrong = [fault for fault in queries.missing_answers(after, language=language_of(self.request)) if not fault.is_missing]
        if any(fault.section == self.section.code for fault in wrong):
            return self._to_section(self.section, "#problems")
        following = after.beside(self.section.code)[1]
        return self._to_section(following) if following else redirect("portal:sheet_check", after.sheet.pk)

    def _newly_asked(self, after: SheetState) -> list[str]:
        asked = [spot for spot in spots_of(self.section, after.answers) if spot.is_question and after.asked.is_asked(spot)]
        return [f"{spot.item.code}:{spot.repetition}" for spot in asked if not self.state.asked.is_asked(spot) and spot.group is None]

    def _change_rows(self, act: str, about: str) -> HttpResponse:
        code, _, number = about.partition(":")
        sheet, by, anchor = self.state.sheet, self._by(), f"#q-{code}-0"
        repetition = int(number) if number.isdecimal() and len(number) < 5 else 0
        with suppress(LookupError):
            if act == "add":
                anchor = self._add(code)
            elif act == "remove":
                actions.remove_repetition(sheet, code, repetition=repetition, by=by)
                return self._to_section(self.section, f"?removed={code}:{repetition}{anchor}")
            elif act == "restore":
                actions.restore_repetition(sheet, code, repetition=repetition, by=by)
            else:
                anchor = self._unfile(about)
        return self._to_section(self.section, anchor)

    def _add(self, code: str) -> str:
        try:
            number = actions.add_repetition(self.state.sheet, code, by=self._by(), language=language_of(self.request))
        except TooMany:
            messages.warning(self.request, _("There is no room for more here."))
            return f"#q-{code}-0"
        return f"#g-{code}-{number}"

    def _unfile(self, about: str) -> str:
        code, repetition, identifier = (*about.split(":"), "", "", "")[:3]
        with suppress(ValueError):
            actions.remove_file(self.state.sheet, (code, int(repetition)), file=UUID(identifier), by=self._by())
        return f"#q-{code}-{repetition}"

    def _to_section(self, section: SectionDefinition, more: str = "") -> HttpResponse:
        return redirect(reverse("portal:sheet_section", args=[self.state.sheet.pk, section.code]) + more)


def _pairs(request: HttpRequest) -> list[tuple[str, str]]:
    return [(name, value) for name, values in request.POST.lists() for value in values]
