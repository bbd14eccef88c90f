"""Who comes to a sheet: by an account, by a link, or by an address that opens nothing for them."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.crypto import get_random_string
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from cities.commons.instruments.models import AnswerSheet
from cities.commons.instruments.queries import display_name, sheet_with_key
from cities.commons.instruments.rules import may_read_sheet

GRANTED = "sheets"
VISITOR = "visitor"
# A browser need not remember every sheet it ever opened.
MOST_GRANTED = 40

SheetView = Callable[..., HttpResponseBase]


def grant_sheet(request: HttpRequest, sheet: AnswerSheet) -> None:
    """This browser has opened the sheet's link: it may fill it until its session ends."""
    granted = request.session.get(GRANTED, [])
    if not granted:
        # A session somebody else has chosen gains nothing.
        request.session.cycle_key()
    request.session[GRANTED] = [*(identifier for identifier in granted if identifier != str(sheet.pk)), str(sheet.pk)][-MOST_GRANTED:]


def granted_sheets(request: HttpRequest) -> frozenset[UUID]:
    return frozenset(UUID(identifier) for identifier in request.session.get(GRANTED, []))


def visitor_of(request: HttpRequest) -> tuple[str, str]:
    """This browser among those that fill the same sheet, and the name its person goes by; empty for who came by a link."""
    if VISITOR not in request.session:
        request.session[VISITOR] = get_random_string(16)
    if request.user.is_authenticated:
        return f"user-{request.session[VISITOR]}", display_name(request.user)
    return f"link-{request.session[VISITOR]}", ""


def for_fillers(view: SheetView) -> SheetView:
    """The view is given the sheet of the address. Whoever may not read it is told the same as where there is none."""

    @never_cache
    @wraps(view)
    def guarded(request: HttpRequest, sheet_id: UUID, **kwargs: Any) -> HttpResponseBase:
        sheet = AnswerSheet.objects.select_related("version__instrument", "organisation").filter(pk=sheet_id).first()
        if sheet is None or not may_read_sheet(request.user, sheet, granted_sheets(request)):
            return closed(request)
        return view(request, sheet, **kwargs)

    return guarded


def closed(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/sheets/closed.html", status=404)


@never_cache
@require_safe
def sheet_link(request: HttpRequest, sheet_id: UUID, key: str) -> HttpResponse:
    """The link in a letter: its key is exchanged for a place in this browser's session, and stays in no further address."""
    sheet = sheet_with_key(key)
    if sheet is None or sheet.pk != sheet_id:
        return render(request, "portal/sheets/old_link.html", status=410)
    grant_sheet(request, sheet)
    return redirect("portal:sheet", sheet.pk)
