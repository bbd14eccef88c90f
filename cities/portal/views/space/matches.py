"""Matches of a member: seen, decided, asked for more; introductions and how many of them."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cities.core.keys import opens
from cities.portal.forms.matching import AnswerForm, CapacityForm, DeclineForm, IntroduceForm
from cities.portal.queries.space import Space
from cities.portal.queries.space.matches import board, match_card, own_match, request_for
from cities.portal.views.answers import language_of
from cities.portal.views.space.entering import for_delegates, space_page, user_of
from cities.transfer.matching.actions import (
    PURPOSE,
    AlreadyAnswered,
    NoRoom,
    accept_match,
    answer_introduction,
    ask_introduction,
    ask_more,
    decline_match,
    reconsider_match,
    set_capacity,
)
from cities.transfer.matching.models import Capacity, Introduction, Match
from cities.transfer.needs.models import Need


@require_safe
@for_delegates
def my_matches(request: HttpRequest, space: Space) -> HttpResponse:
    found = board(space.organisation, language=language_of(request))
    context = {"board": found, "refusals": Match.Refusal.choices, "answer": AnswerForm()}
    return space_page(request, space, "portal/space/matches.html", context)


@require_POST
@for_delegates
def decide_match(request: HttpRequest, space: Space, key: UUID) -> HttpResponse:
    match, decision = get_object_or_404(own_match(space.organisation, key)), request.POST.get("decision", "")
    if decision == "accept":
        accept_match(match, by=user_of(request))
        messages.success(request, _("Kept. You can ask to be introduced whenever you like."))
    elif decision == "reconsider":
        reconsider_match(match, by=user_of(request))
        messages.success(request, _("It waits for your answer again."))
    else:
        form = DeclineForm(request.POST)
        if not form.is_valid():
            messages.error(request, _("Say in a word why it does not fit: the network learns from it."))
            return _back(space, match)
        decline_match(match, **form.cleaned_data, by=user_of(request))
        messages.success(request, _("Put aside. It is not proposed for this need again."))
    return _back(space, match)


@require_POST
@for_delegates
def more_matches(request: HttpRequest, space: Space, key: UUID) -> HttpResponse:
    need = get_object_or_404(Need.objects.open().filter(organisation=space.organisation), pk=key)
    before = Match.objects.filter(need=need).count()
    ask_more(need, by=user_of(request))
    found = Match.objects.filter(need=need).count() - before
    if found > 0:
        messages.success(request, _("There is more below. The secretariat sees that you are still looking."))
    else:
        messages.warning(request, _("There is nothing more just now. The secretariat sees that you are still looking."))
    return redirect(f"{reverse('portal:my_matches', args=[space.organisation.code])}#need-{need.pk}")


@require_http_methods(["GET", "HEAD", "POST"])
@for_delegates
def introduce(request: HttpRequest, space: Space, key: UUID) -> HttpResponse:
    """What is told to the other side stands on the page before anybody agrees to it."""
    match = get_object_or_404(own_match(space.organisation, key))
    card = match_card(match, language=language_of(request))
    if card is None or not card.answerer:
        raise Http404
    form = IntroduceForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            ask_introduction(match, words=form.cleaned_data["words"], by=user_of(request))
            messages.success(request, _("Asked. You hear from us by letter as soon as they answer."))
        except NoRoom:
            messages.warning(request, _("They take no more introductions just now. The match is kept; try again later."))
        return _back(space, match)
    status = 422 if form.is_bound else 200
    return space_page(request, space, "portal/space/introduce.html", {"card": card, "form": form}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@for_delegates
def my_capacity(request: HttpRequest, space: Space) -> HttpResponse:
    held = Capacity.objects.filter(organisation=space.organisation).first()
    initial = {"most": held.most if held else Capacity.MOST, "paused_until": held.paused_until if held and held.is_paused else None}
    form = CapacityForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        set_capacity(space.organisation, **form.cleaned_data, by=user_of(request))
        messages.success(request, _("Saved."))
        return redirect("portal:my_matches", space.organisation.code)
    status = 422 if form.is_bound else 200
    return space_page(request, space, "portal/space/capacity.html", {"form": form}, status=status)


@require_POST
@for_delegates
def answer_request(request: HttpRequest, space: Space, key: UUID) -> HttpResponse:
    introduction = get_object_or_404(Introduction, pk=key, organisation=space.organisation)
    _answer(request, introduction, by=user_of(request))
    return redirect("portal:my_matches", space.organisation.code)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def introduction(request: HttpRequest, key: UUID, secret: str) -> HttpResponse:
    """For whoever has the letter: organisations without an account answer here."""
    related = Introduction.objects.select_related("match__need__organisation", "organisation")
    found = related.prefetch_related("match__need__texts", "match__need__organisation__texts", "organisation__texts").filter(pk=key).first()
    if found is None or not opens(secret, PURPOSE, str(key)):
        raise Http404
    if request.method == "POST":
        _answer(request, found, by=None)
        return redirect("portal:introduction", key, secret)
    asked = request_for(found, language=language_of(request))
    is_open = found.state == Introduction.State.ASKED and found.closed_at is None
    context: dict[str, Any] = {"asked": asked, "form": AnswerForm(), "is_open": is_open}
    return render(request, "portal/relay/introduction.html", context)


def _answer(request: HttpRequest, introduction: Introduction, *, by: Any) -> None:
    form = AnswerForm(request.POST)
    remark = form.cleaned_data["remark"] if form.is_valid() else ""
    agrees = request.POST.get("answer") == "agree"
    try:
        answer_introduction(introduction, agrees=agrees, remark=remark, by=by)
    except AlreadyAnswered:
        messages.warning(request, _("This has been answered before; nothing was changed."))
        return
    messages.success(request, _("You are introduced: the first letter is on its way to you.") if agrees else _("They are told. Thank you."))


def _back(space: Space, match: Match) -> HttpResponse:
    return redirect(f"{reverse('portal:my_matches', args=[space.organisation.code])}#need-{match.need_id}")
