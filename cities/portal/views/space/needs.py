"""Needs and offers of an organisation: told, changed, closed."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cities.portal.forms.needs import CallForm, NeedForm, OfferForm, call_values
from cities.portal.queries.browse import surroundings
from cities.portal.queries.space import Space
from cities.portal.queries.space.needs import shown_calls
from cities.portal.views.answers import language_of
from cities.portal.views.space.entering import for_delegates, space_page, user_of
from cities.transfer.needs.actions import change_call, close_call, tell_need, tell_offer
from cities.transfer.needs.models import Call
from cities.transfer.needs.queries import KINDS, calls_of

FORMS: dict[str, type[CallForm]] = {"need": NeedForm, "offer": OfferForm}


@require_safe
@for_delegates
def my_needs(request: HttpRequest, space: Space) -> HttpResponse:
    found = shown_calls(calls_of(space.organisation), around=surroundings(language_of(request)))
    return space_page(request, space, "portal/space/needs.html", {"calls": found})


@require_http_methods(["GET", "HEAD", "POST"])
@for_delegates
def new_need(request: HttpRequest, space: Space, kind: str) -> HttpResponse:
    if kind not in KINDS:
        raise Http404
    form = FORMS[kind](request.POST or None)
    if request.method == "POST" and form.is_valid():
        tell: Any = tell_need if kind == "need" else tell_offer
        tell(space.organisation, form.said(language_of(request)), by=user_of(request))
        messages.success(request, _("Told. The network can see it as you chose."))
        return redirect("portal:my_needs", space.organisation.code)
    return _page(request, space, {"form": form, "kind": kind})


@require_http_methods(["GET", "HEAD", "POST"])
@for_delegates
def my_need(request: HttpRequest, space: Space, kind: str, key: UUID) -> HttpResponse:  # noqa: PLR0917 -- Django hands parts of the address by name
    """Changed in the language it was written in."""
    call = _found(space, kind, key)
    form = FORMS[kind](request.POST or None, initial=call_values(call))
    original = call.original_text
    language = original.language if original else language_of(request)
    form.fields["sentence"].widget.attrs["lang"] = language
    if request.method == "POST" and form.is_valid():
        change_call(call, form.said(language), by=user_of(request))
        messages.success(request, _("Saved."))
        return redirect("portal:my_needs", space.organisation.code)
    return _page(request, space, {"form": form, "kind": kind, "call": call})


@require_POST
@for_delegates
def close_need(request: HttpRequest, space: Space, kind: str, key: UUID) -> HttpResponse:  # noqa: PLR0917 -- Django hands parts of the address by name
    call = _found(space, kind, key)
    outcome = request.POST.get("outcome", "")
    close_call(call, outcome=outcome if outcome in Call.Outcome else Call.Outcome.DROPPED, by=user_of(request))
    messages.success(request, _("Closed. It stays here, and you can open it again by changing it."))
    return redirect("portal:my_needs", space.organisation.code)


def _found(space: Space, kind: str, key: UUID) -> Call:
    if kind not in KINDS:
        raise Http404
    own = KINDS[kind]._default_manager.filter(organisation=space.organisation)
    parts: Any = ("texts", "concepts", "territories")
    found: Call = get_object_or_404(own.prefetch_related(*parts), pk=key)
    return found


def _page(request: HttpRequest, space: Space, context: dict[str, Any]) -> HttpResponse:
    return space_page(request, space, "portal/space/need.html", context, status=422 if context["form"].is_bound else 200)
