"""The end of a sheet: checked, sent in, read again, handed on by a link, reopened."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cities.commons.instruments import actions, queries
from cities.commons.instruments.actions import NotComplete, SheetClosed
from cities.commons.instruments.models import AnswerSheet
from cities.commons.instruments.rules import may_fill, may_reopen
from cities.core.actions import post_letter
from cities.core.keys import key_digest
from cities.core.letters import words_from
from cities.core.views import kept_file
from cities.portal.queries import chapters, words_in
from cities.portal.views.answers import language_of
from cities.portal.views.sheets.doors import for_fillers, granted_sheets


@require_http_methods(["GET", "HEAD", "POST"])
@for_fillers
def sheet_check(request: HttpRequest, sheet: AnswerSheet) -> HttpResponseBase:
    """All answers once more, with what is wrong or missing; then they are sent in."""
    if not sheet.is_open:
        return redirect("portal:sheet_thanks", sheet.pk)
    if request.method == "POST":
        try:
            actions.submit_sheet(sheet, by=request.user if request.user.is_authenticated else None)
            return redirect("portal:sheet_thanks", sheet.pk)
        except SheetClosed:
            return redirect("portal:sheet_thanks", sheet.pk)
        except NotComplete:
            # What the page lists again below.
            pass
    language, state = language_of(request), queries.sheet_state(sheet)
    faults = queries.missing_answers(state, language=language)
    context = {
        "sheet": sheet,
        "title": words_in(state.definition.title, language),
        "chapters": chapters(state, language=language, faults=faults),
        "count": len(faults),
        "was_refused": request.method == "POST",
    }
    return render(request, "portal/sheets/check.html", context)


@require_safe
@for_fillers
def sheet_thanks(request: HttpRequest, sheet: AnswerSheet) -> HttpResponseBase:
    """Thanks, or that it is too late; and one's own answers to read, print and keep."""
    if sheet.is_open:
        return redirect("portal:sheet", sheet.pk)
    return render(request, "portal/sheets/thanks.html" if sheet.is_submitted else "portal/sheets/ended.html", _told(request, sheet))


@require_safe
@for_fillers
def sheet_answers(request: HttpRequest, sheet: AnswerSheet) -> HttpResponseBase:
    """The same as a text file, while it is filled and after."""
    told = _told(request, sheet)
    response = HttpResponse(render_to_string("portal/sheets/answers.txt", told), content_type="text/plain; charset=utf-8")
    name = slugify(str(told["title"])) or "answers"
    response.headers["Content-Disposition"] = f'attachment; filename="{name[:80]}.txt"'
    return response


def _told(request: HttpRequest, sheet: AnswerSheet) -> dict[str, object]:
    language, state = language_of(request), queries.sheet_state(sheet)
    return {
        "sheet": sheet,
        "title": words_in(state.definition.title, language),
        "closing": words_in(state.definition.closing, language),
        "chapters": chapters(state, language=language),
        "may_reopen": may_reopen(request.user),
    }


@require_POST
@for_fillers
def sheet_new_link(request: HttpRequest, sheet: AnswerSheet) -> HttpResponseBase:
    """A fresh link with which to go on elsewhere: shown once, or sent to one's own address. The one before ends."""
    if not may_fill(request.user, sheet, granted_sheets(request)):
        return redirect("portal:sheet_thanks", sheet.pk)
    user = request.user if request.user.is_authenticated else None
    key = actions.renew_key(sheet, by=user)
    link = settings.SITE_URL + reverse("portal:sheet_link", args=[sheet.pk, key])
    if request.POST.get("act") == "send" and user is not None:
        language = language_of(request)
        title = words_in(queries.definition_of(sheet.version).title, language)
        words = words_from("sheet_link", {"title": title, "url": link}, language=language)
        post_letter(words, address=user.email, key=f"sheet-link-{key_digest(key)[:32]}")
        messages.success(request, _("The link is on its way to your own address."))
        return redirect("portal:sheet", sheet.pk)
    return render(request, "portal/sheets/link.html", {"sheet": sheet, "link": link})


@require_POST
@for_fillers
def sheet_reopen(request: HttpRequest, sheet: AnswerSheet) -> HttpResponseBase:
    if not may_reopen(request.user) or not request.user.is_authenticated:
        raise PermissionDenied
    reason = request.POST.get("reason", "").strip()[:1000]
    if not reason:
        messages.warning(request, _("Please say why: the reason is kept with it."))
        return redirect("portal:sheet_thanks", sheet.pk)
    actions.reopen_sheet(sheet, reason=reason, by=request.user)
    messages.success(request, _("The answers can be changed again."))
    return redirect("portal:sheet", sheet.pk)


@require_safe
@for_fillers
def sheet_file(request: HttpRequest, sheet: AnswerSheet, file_id: UUID) -> HttpResponseBase:
    """A file of this sheet, to be saved and never shown in place."""
    file = get_object_or_404(sheet.files, pk=file_id)
    return kept_file(file.file, file.name)
