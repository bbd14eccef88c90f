"""Needs and offers of an organisation: told, changed, closed."""

from dataclasses import replace
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cities.commons.vocabulary.queries import vocabularies
from cities.portal.forms.needs import LONGEST_SENTENCE, SCHEMES, CallForm, NeedForm, OfferForm, call_values
from cities.portal.queries.browse import surroundings
from cities.portal.queries.space import Space, spaces
from cities.portal.queries.space.advice import advice_pages
from cities.portal.queries.space.needs import shown_calls
from cities.portal.views.answers import language_of
from cities.portal.views.space.entering import for_delegates, space_page, user_of
from cities.transfer.matching.actions import match_need
from cities.transfer.needs.actions import Said, change_call, close_call, put_aside, tell_need, tell_offer
from cities.transfer.needs.models import Call
from cities.transfer.needs.ports import Suggestion
from cities.transfer.needs.queries import KINDS, calls_of, recognised_concepts, suggestions_for

FORMS: dict[str, type[CallForm]] = {"need": NeedForm, "offer": OfferForm}


@require_safe
@for_delegates
def my_needs(request: HttpRequest, space: Space) -> HttpResponse:
    language = language_of(request)
    found = shown_calls(
        calls_of(space.organisation), around=surroundings(language), pages=advice_pages(space.organisation, user=request.user)
    )
    context = {"calls": found, "suggestions": suggestions_for(space.organisation, language=language)}
    return space_page(request, space, "portal/space/needs.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_delegates
def new_need(request: HttpRequest, space: Space, kind: str) -> HttpResponse:
    """Told in two steps where the software has understood what it is about: whoever writes confirms it."""
    if kind not in KINDS:
        raise Http404
    suggestion = _suggestion(request, space)
    form = FORMS[kind](request.POST or None, initial=_begun(request, suggestion))
    language = suggestion.language if suggestion else language_of(request)
    if request.method == "POST" and form.is_valid():
        said = replace(form.said(language), origin=suggestion.origin if suggestion else "")
        found = () if said.concepts or "confirmed" in request.POST else _recognised(said)
        if found:
            return space_page(request, space, "portal/space/need_topics.html", {"form": form, "kind": kind, "topics": found})
        return _told(request, space, kind, said)
    return _page(request, space, {"form": form, "kind": kind, "suggestion": suggestion})


@require_http_methods(["GET", "HEAD"])
def tell(request: HttpRequest) -> HttpResponse:
    """The door from a search that found nothing: to the form of the reader's organisation, or how to get there."""
    sentence = request.GET.get("sentence", "")[:LONGEST_SENTENCE]
    found = spaces(request.user, language=language_of(request)) if request.user.is_authenticated else []
    query = urlencode({"sentence": sentence})
    addresses = [(space, f"{reverse('portal:new_need', args=[space.organisation.code, 'need'])}?{query}") for space in found]
    if len(addresses) == 1:
        return redirect(addresses[0][1])
    again = f"{reverse('portal:tell')}?{query}"
    return space_page(request, None, "portal/space/tell.html", {"addresses": addresses, "sentence": sentence, "again": again})


@require_POST
@for_delegates
def put_need_aside(request: HttpRequest, space: Space) -> HttpResponse:
    suggestion = _suggestion(request, space)
    if suggestion is not None:
        put_aside(space.organisation, origin=suggestion.origin, by=user_of(request))
        messages.success(request, _("Put aside. It is not suggested again."))
    return redirect("portal:my_needs", space.organisation.code)


@require_http_methods(["GET", "HEAD", "POST"])
@for_delegates
def my_need(request: HttpRequest, space: Space, kind: str, key: UUID) -> HttpResponse:  # noqa: PLR0917 -- Django hands parts of the address by name
    """Changed in the language it was written in; what belongs to advice, on its own page."""
    call = _found(space, kind, key)
    if page := advice_pages(space.organisation, user=request.user).get(call.pk):
        return redirect(page)
    form = FORMS[kind](request.POST or None, initial=call_values(call))
    original = call.original_text
    language = original.language if original else language_of(request)
    form.fields["sentence"].widget.attrs["lang"] = language
    if request.method == "POST" and form.is_valid():
        change_call(call, form.said(language), by=user_of(request))
        messages.success(request, _("Saved."))
        if kind == "need":
            return _matched(space, call.pk)
        return redirect("portal:my_needs", space.organisation.code)
    return _page(request, space, {"form": form, "kind": kind, "call": call})


@require_POST
@for_delegates
def close_need(request: HttpRequest, space: Space, kind: str, key: UUID) -> HttpResponse:  # noqa: PLR0917 -- Django hands parts of the address by name
    call = _found(space, kind, key)
    if page := advice_pages(space.organisation, user=request.user).get(call.pk):
        return redirect(page)
    outcome = request.POST.get("outcome", "")
    close_call(call, outcome=outcome if outcome in Call.Outcome else Call.Outcome.DROPPED, by=user_of(request))
    messages.success(request, _("Closed. It stays here, and you can open it again by changing it."))
    return redirect("portal:my_needs", space.organisation.code)


def _told(request: HttpRequest, space: Space, kind: str, said: Said) -> HttpResponse:  # noqa: PLR0917 -- who tells what, for whom
    """The answer stands on the next page: matching takes less than a reader needs to look up."""
    if kind == "offer":
        tell_offer(space.organisation, said, by=user_of(request))
        messages.success(request, _("Told. The network can see it as you chose."))
        return redirect("portal:my_needs", space.organisation.code)
    need = tell_need(space.organisation, said, by=user_of(request))
    messages.success(request, _("Told. This is what the network has for you now; it goes on looking."))
    return _matched(space, need.pk)


def _matched(space: Space, key: UUID) -> HttpResponse:
    match_need(key)
    return redirect(f"{reverse('portal:my_matches', args=[space.organisation.code])}#need-{key}")


def _recognised(said: Said) -> tuple[tuple[str, str, str], ...]:
    """Scheme, key and label of what the sentence is about."""
    vocabulary = vocabularies(get_language() or "en")
    keys = recognised_concepts(said.sentence, language=said.language, schemes=SCHEMES)
    return tuple((key.partition(":")[0], key, vocabulary.label(key)) for key in keys)


def _suggestion(request: HttpRequest, space: Space) -> Suggestion | None:
    origin = request.POST.get("from") or request.GET.get("from")
    if not origin:
        return None
    return next((one for one in suggestions_for(space.organisation, language=language_of(request)) if one.origin == origin), None)


def _begun(request: HttpRequest, suggestion: Suggestion | None) -> dict[str, Any]:
    if suggestion is None:
        return {"sentence": request.GET.get("sentence", "")[:LONGEST_SENTENCE]}
    chosen = {scheme: tuple(key for key in suggestion.concepts if key.startswith(f"{scheme}:")) for scheme in SCHEMES}
    return {"sentence": suggestion.sentence[:LONGEST_SENTENCE], **chosen}


def _found(space: Space, kind: str, key: UUID) -> Call:
    if kind not in KINDS:
        raise Http404
    own = KINDS[kind]._default_manager.filter(organisation=space.organisation)
    parts: Any = ("texts", "concepts", "territories")
    found: Call = get_object_or_404(own.prefetch_related(*parts), pk=key)
    return found


def _page(request: HttpRequest, space: Space, context: dict[str, Any]) -> HttpResponse:
    return space_page(request, space, "portal/space/need.html", context, status=422 if context["form"].is_bound else 200)
