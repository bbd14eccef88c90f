"""The cells of one subject, shown and saved as their form or its script sends them. Works without a script."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from cities.commons.instruments.actions import SheetClosed
from cities.commons.instruments.forms import Sending, read_changes
from cities.commons.instruments.queries import names_in_use
from cities.commons.members.models import Organisation
from cities.portal.forms.comparisons import read_sources, read_translations, typed_source
from cities.portal.queries.space.comparisons import CellForm, FillPage, NotTaken, fill_page, organisations_for
from cities.portal.views.answers import language_of
from cities.portal.views.sheets.script import key_of, read_script, seen_by
from cities.portal.views.space.acting import key_in
from cities.portal.views.space.comparisons.writers import Bench, for_writers
from cities.portal.views.space.entering import space_page, user_of
from cities.transfer.comparisons import actions
from cities.transfer.comparisons.queries import IN_WORDS, Column, Grid, criteria_of, grid_of

TEMPLATE, CONFLICT = "portal/space/comparisons/fill.html", "portal/space/comparisons/conflict.html"
SentBefore = Mapping[str, Iterable[Mapping[str, str]]]


@require_http_methods(["GET", "HEAD", "POST"])
@for_writers
def fill_subject(request: HttpRequest, bench: Bench, subject: UUID) -> HttpResponse:
    """What nobody has seen is not overwritten: then both are shown, and a person decides."""
    filling = Filling(request, bench, subject)
    if request.method != "POST":
        return filling.show()
    pairs = [(name, value) for name, values in request.POST.lists() for value in values]
    try:
        left = filling.take(Sending(pairs, language_of(request))).left
    except SheetClosed:
        messages.warning(request, _("This sheet was closed meanwhile. What you typed last was not added."))
        return redirect("portal:my_comparison", bench.comparison.pk)
    if left.has_conflicts or left.wrong:
        return filling.show(left, status=409 if left.has_conflicts else 422)
    messages.success(request, _("Saved."))
    return redirect(_next(request, bench))


@require_POST
def save_cells(request: HttpRequest, key: UUID, subject: UUID) -> HttpResponseBase:
    """Cells as they are typed, as `sheet_save` takes answers. 403 for whoever is signed in no more: what they typed stays with them."""
    if not request.user.is_authenticated:
        return JsonResponse({"state": "outside"}, status=403)
    return _save_cells(request, key=key, subject=subject)


@for_writers
def _save_cells(request: HttpRequest, bench: Bench, subject: UUID) -> HttpResponse:
    told = read_script(request)
    if told is None:
        return JsonResponse({"state": "unreadable"}, status=400)
    filling = Filling(request, bench, subject)
    before = {key: [dict(pairs) for pairs in several] for key, several in told.sent.items()}
    try:
        taken = filling.take(told.sending(language_of(request)), before)
    except SheetClosed:
        return JsonResponse({"state": "closed"}, status=409)
    names = {name.removeprefix("seen:") for name, _value in told.fields if name.startswith("seen:")}
    return JsonResponse({"state": "saved", **_answer(filling.page(taken.left), taken, sent=names)})


def _answer(page: FillPage, taken: "Taken", *, sent: set[str]) -> dict[str, Any]:
    """What stands now. `kept`: what is no source yet stays with whoever types it. Which questions are asked the next page says."""
    cells = [cell for section in page.sections for cell in section.cells]
    conflicts = {key: html for cell in cells for key, html in _conflicts(cell) if key in sent}
    shown = {key: seen for cell in cells for key, seen in _shown(cell) if key in sent}
    kept = {cell.source_key: cell.wrong for cell in cells if cell.wrong}
    return {
        "stored": {key: seen for key, seen in {**shown, **taken.stored}.items() if key not in conflicts and key not in kept},
        "conflicts": conflicts,
        "kept": list(kept),
        "refused": list(taken.refused),
        "messages": {**{cell.question.key: cell.question.message for cell in cells if cell.question.message}, **kept},
        "asked": [],
        "calculated": {},
    }


def _shown(cell: CellForm) -> Iterable[tuple[str, str]]:
    yield cell.source_key, cell.seen
    if cell.translation:
        yield cell.translation_key, cell.translation["seen"]


def _conflicts(cell: CellForm) -> Iterable[tuple[str, str]]:
    if cell.question.conflict:
        yield cell.question.key, render_to_string("portal/sheets/conflict.html", {"question": cell.question})
    if cell.is_overtaken:
        told = {"key": cell.source_key, "name": cell.names["source_taken"], "seen": cell.seen, "theirs": cell.theirs, "mine": cell.mine}
        yield cell.source_key, render_to_string(CONFLICT, told)
    if cell.other_words is not None:
        told = {"key": cell.translation_key, "name": cell.names["translation_taken"], "theirs": cell.other_words}
        told |= {"seen": cell.translation["seen"], "mine": cell.translation["words"]}
        yield cell.translation_key, render_to_string(CONFLICT, told)


@dataclass(frozen=True)
class Taken:
    """What came of a sending. `stored`: answers as their page shows them from now on; `refused`: what no form of this grid sends."""

    stored: Mapping[str, str]
    refused: tuple[str, ...]
    left: NotTaken


@dataclass
class Filling:
    """The cells of one subject with whoever fills them. Raises Http404 for a subject that is not in the table."""

    request: HttpRequest
    bench: Bench
    subject: UUID

    def __post_init__(self) -> None:
        self.language = language_of(self.request)
        self.organisations: Mapping[str, Organisation] = organisations_for(self.bench.comparison, self.request.user, language=self.language)
        self.grid, self.column = self._read()

    def take(self, sending: Sending, before: SentBefore | None = None) -> "Taken":
        """`before`: what went out without hearing back. Raises SheetClosed."""
        posted, sheet = dict(sending.fields), self.column.subject.sheet
        items = [item for _section, item in criteria_of(self.column.state.definition)]
        codes = [item.code for item in items]
        read = read_changes(self.column.state, sending, known=names_in_use(sheet, self.language))
        sources, wrong = read_sources(posted, codes, organisations=self.organisations, sent=before)
        filled = actions.fill_cells(
            self.column.subject,
            [change for change in read.changes if change.code in codes],
            sources,
            by=user_of(self.request),
            language=self.language,
        )
        words = self._translate(posted, [item.code for item in items if item.type in IN_WORDS], before)
        typed = {code: typed_source(posted, code) for code in wrong}
        refused = tuple(map(key_of, (*read.refused, *filled.saved.refused)))
        return Taken(seen_by(filled.saved), refused, NotTaken(filled, words, typed, wrong))

    def page(self, left: NotTaken | None = None) -> FillPage:
        """As it stands now; `left` is what came of the last sending."""
        if left is not None:
            self.grid, self.column = self._read()
        url = reverse(f"portal:{self.bench.comparison.kind}", args=[self.column.record.code])
        return fill_page(self.grid, self.column, language=self.language, url=url, organisations=self.organisations, left=left)

    def show(self, left: NotTaken | None = None, *, status: int = 200) -> HttpResponse:
        context = {"bench": self.bench, "page": self.page(left), "title": str(self.bench.comparison)}
        if self.bench.may_edit:
            context["script"] = self._script()
        return space_page(self.request, self.bench.space, TEMPLATE, context, status=status)

    def _read(self) -> tuple[Grid, Column]:
        grid = grid_of(self.bench.comparison, today=timezone.localdate())
        column = grid.column(self.subject)
        if column is None:
            raise Http404
        return grid, column

    def _translate(self, posted: Mapping[str, str], codes: list[str], before: SentBefore | None) -> dict[str, str]:
        """The words that do not stand, because somebody else was quicker."""
        overtaken: dict[str, str] = {}
        for one in read_translations(posted, codes, sent=before):
            told = {"language": self.language, "words": one.words, "seen": one.seen, "sent": one.sent}
            try:
                actions.translate_cell(self.column.subject, one.code, **told, by=user_of(self.request))  # type: ignore[arg-type]  # by name
            except actions.Overtaken:
                overtaken[one.code] = one.words
            except LookupError:
                continue
        return overtaken

    def _script(self) -> dict[str, Any]:
        """What the script of answering forms needs. Which criteria are asked is said by the next page: there are no conditions here."""
        sheet = self.column.subject.sheet
        return {
            "sheet": str(sheet.pk),
            "version": sheet.version_id,
            "section": "",
            "save": reverse("portal:save_cells", args=[self.bench.comparison.pk, self.subject]),
            "presence": "",
            "expressions": static("js/expressions.js"),
            "queue": static("js/answer-queue.js"),
            "language": self.language,
            "today": timezone.localdate().isoformat(),
            "conditions": [],
            "values": {},
        }


def _next(request: HttpRequest, bench: Bench) -> str:
    comparison, follow = bench.comparison.pk, request.POST.get("act", "")
    other = key_in(follow.removeprefix("to:")) if follow.startswith("to:") else None
    if other is not None:
        return reverse("portal:fill_subject", args=[comparison, other])
    return reverse("portal:my_comparison", args=[comparison]) if follow == "later" else request.path
