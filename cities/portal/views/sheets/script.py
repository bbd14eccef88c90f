"""What the page's script knows and says: conditions as trees, and answers as they are typed."""

import json
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, JsonResponse
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.http import require_POST

from cities.commons.instruments import actions, queries
from cities.commons.instruments.actions import Saved, SheetClosed
from cities.commons.instruments.answering import Place, Spot, spots_of
from cities.commons.instruments.expressions import as_data
from cities.commons.instruments.forms import Sending, read_changes
from cities.commons.instruments.models import AnswerSheet
from cities.commons.instruments.queries import SheetState, names_in_use
from cities.portal.queries import SectionPage, section_page
from cities.portal.views.answers import language_of
from cities.portal.views.sheets.doors import for_fillers, visitor_of

Pairs = list[tuple[str, str]]
# More fields than any section has.
MOST_FIELDS = 2000
MOST_LETTERS = 80


def script_data(request: HttpRequest, page: SectionPage) -> dict[str, Any]:
    """For the script, as JSON in the page: nothing in it runs."""
    state = page.state
    spots = list(spots_of(page.section, state.answers))
    own = {spot.item.code for spot in spots}
    return {
        "sheet": str(state.sheet.pk),
        "version": state.sheet.version_id,
        "section": page.section.code,
        "save": reverse("portal:sheet_save", args=[state.sheet.pk]),
        "presence": reverse("portal:sheet_presence", args=[state.sheet.pk]),
        "thanks": reverse("portal:sheet_thanks", args=[state.sheet.pk]),
        "expressions": static("js/expressions.js"),
        "queue": static("js/answer-queue.js"),
        "language": language_of(request),
        "today": state.today.isoformat(),
        "conditions": [_condition(spot) for spot in spots],
        # What the conditions here may ask about answers that are not on this page.
        "values": {code: value for code, value in state.asked.values.items() if code not in own},
    }


def _condition(spot: Spot) -> dict[str, Any]:
    return {
        "code": spot.item.code,
        "repetition": spot.repetition,
        "group": spot.group.code if spot.group else "",
        "type": spot.item.type,
        "tree": as_data(spot.item.condition),
        "calculation": as_data(spot.item.calculation) if spot.item.type == "calculation" else None,
    }


@require_POST
@for_fillers
def sheet_save(request: HttpRequest, sheet: AnswerSheet) -> HttpResponseBase:
    """Answers as they are typed. 200 with what stands now, conflicts among it.

    409 when it was sent in meanwhile, 410 when the time for answers is over.
    """
    told = read_script(request)
    if told is None:
        return JsonResponse({"state": "unreadable"}, status=400)
    language, state = language_of(request), queries.sheet_state(sheet)
    posted = read_changes(state, told.sending(language), known=names_in_use(sheet, language))
    by = request.user if request.user.is_authenticated else None
    try:
        saved = actions.save_answers(sheet, posted.changes, by=by, language=language)
    except SheetClosed:
        return JsonResponse({"state": "closed"}, status=409 if sheet.is_submitted else 410)
    after = queries.sheet_state(sheet)
    refused = [key_of(place) for place in (*posted.refused, *saved.refused)]
    return JsonResponse({"state": "saved", "refused": refused, **_answer(after, told.section, saved, language=language)})


@dataclass(frozen=True, slots=True)
class Told:
    """What our script sends: fields, and by question what went out before for it without hearing back."""

    section: str
    fields: Pairs
    sent: dict[str, list[Pairs]]

    def sending(self, language: str) -> Sending:
        """As far as it is about answers: a question is called by its code and a number."""
        parted = ((key.rpartition(":"), pairs) for key, pairs in self.sent.items())
        places = {(code, int(number)): pairs for (code, _, number), pairs in parted if number.isascii() and number.isdigit()}
        return Sending(self.fields, language, places)


def read_script(request: HttpRequest) -> Told | None:
    """Nothing for what our script does not send."""
    try:
        body = json.loads(request.body)
        fields, sent, section = body["fields"], body.get("sent", {}), body["section"]
        if not (isinstance(sent, dict) and isinstance(section, str)) or len(fields) > MOST_FIELDS:
            return None
        told = {_key(key): [_pairs(pairs) for pairs in several][:50] for key, several in list(sent.items())[:200]}
        return Told(section, _pairs(fields), told)
    except (ValueError, TypeError, LookupError, RecursionError, AttributeError):
        return None


def _key(key: str) -> str:
    """Raise ValueError for what calls no question."""
    before, colon, after = key.partition(":")
    if not (before and colon and after) or len(after) > MOST_LETTERS:
        raise ValueError
    return key


def _pairs(fields: Any) -> Pairs:
    pairs = [(name, value) for name, value in fields]
    if not all(isinstance(name, str) and isinstance(value, str) for name, value in pairs):
        raise TypeError
    return pairs


def key_of(place: Place) -> str:
    return f"{place[0]}:{place[1]}"


def _answer(state: SheetState, code: str, saved: Saved, *, language: str) -> dict[str, Any]:
    """What stands now: for every place sent its revision, for the section what is asked and what is wrong."""
    section = state.definition.section(code)
    stored = seen_by(saved)
    if section is None or code not in state.asked.sections:
        return {"stored": stored, "conflicts": {}, "asked": [], "messages": {}, "calculated": {}}
    page = section_page(state, section, language=language, conflicts=saved.conflicts)
    conflicts = {question.key: render_to_string("portal/sheets/conflict.html", {"question": question}) for question in page.conflicts}
    elsewhere = {key_of(place): "" for place in saved.conflicts if key_of(place) not in conflicts}
    spots = list(spots_of(section, state.answers))
    return {
        "stored": stored,
        "conflicts": {**elsewhere, **conflicts},
        "asked": [key_of(spot.place) for spot in spots if state.asked.is_asked(spot)],
        "messages": {question.key: message for question, message in page.problems},
        "calculated": {key_of(place): value for place, value in state.asked.calculated.items()},
    }


def seen_by(saved: Saved) -> dict[str, str]:
    """For every question sent what its page shows from now on."""
    return {key_of(place): f"{answer.revision}.{answer.said.mark}" for place, answer in saved.stored.items()}


@require_POST
@for_fillers
def sheet_presence(request: HttpRequest, sheet: AnswerSheet) -> HttpResponseBase:
    """A browser is still there; who else is, as words to show."""
    visitor, name = visitor_of(request)
    section = next((part for part in queries.definition_of(sheet.version).sections if part.code == request.POST.get("section")), None)
    if not sheet.is_open or section is None:
        actions.end_presence(sheet, visitor=visitor)
        return JsonResponse({"open": sheet.is_open, "ended": not sheet.is_open and not sheet.is_submitted, "people": ""})
    actions.note_presence(sheet, section.pk, visitor=visitor, name=name)
    people = queries.people_by_section(sheet, besides=visitor).get(section.pk, ())
    return JsonResponse({"open": True, "people": render_to_string("portal/sheets/people.html", {"people": people}).strip()})
