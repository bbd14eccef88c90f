"""Requests of a member: asked, added to, taken back."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cities.commons.vocabulary.queries import vocabularies
from cities.portal.forms.advice import AdviceForm, MessageForm, RefusalForm
from cities.portal.forms.needs import SCHEMES
from cities.portal.queries.space import Space
from cities.portal.queries.space.advice import board
from cities.portal.views.answers import language_of
from cities.portal.views.space.entering import for_delegates, space_page, user_of
from cities.transfer.advice import actions
from cities.transfer.advice.models import AdviceRequest
from cities.transfer.advice.queries import request_line
from cities.transfer.advice.rules import may_ask
from cities.transfer.needs.queries import recognised_concepts


@require_safe
@for_delegates
def my_advice(request: HttpRequest, space: Space) -> HttpResponse:
    found = board(space.organisation, user=request.user, language=language_of(request))
    context = {"board": found, "may_ask": may_ask(request.user, space.organisation), "refusal": RefusalForm()}
    return space_page(request, space, "portal/space/advice/advice.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_delegates
def ask_for_advice(request: HttpRequest, space: Space) -> HttpResponse:
    """In two steps where the software has understood what it is about: whoever asks confirms it."""
    if not may_ask(request.user, space.organisation):
        raise PermissionDenied
    form, language = AdviceForm(request.POST or None), language_of(request)
    if request.method == "POST" and form.is_valid():
        said = form.said(language)
        topics = () if said.concepts or "confirmed" in request.POST else _recognised(said.sentence, language)
        if topics:
            return space_page(request, space, "portal/space/need_topics.html", {"form": form, "kind": "advice", "topics": topics})
        asked = actions.ask_advice(space.organisation, said, wanted_by=form.cleaned_data["until"], by=user_of(request))
        messages.success(request, _("Asked. The secretariat looks for somebody who can help, and writes to you."))
        return redirect("portal:my_request", space.organisation.code, asked.pk)
    return space_page(request, space, "portal/space/advice/ask.html", {"form": form}, status=422 if form.is_bound else 200)


@require_safe
@for_delegates
def my_request(request: HttpRequest, space: Space, key: UUID) -> HttpResponse:
    return _shown(request, space, _found(space, key), MessageForm())


@require_POST
@for_delegates
def act_on_request(request: HttpRequest, space: Space, key: UUID, act: str) -> HttpResponse:  # noqa: PLR0917 -- Django hands parts of the address by name
    found = _found(space, key)
    form = MessageForm(request.POST)
    try:
        if act == "add":
            if not form.is_valid():
                return _shown(request, space, found, form)
            actions.add_to_request(found, words=form.cleaned_data["words"], language=language_of(request), by=user_of(request))
            messages.success(request, _("Added. The secretariat sees it."))
        elif act == "withdraw":
            actions.withdraw_request(found, by=user_of(request))
            messages.success(request, _("Taken back. You can open it again here."))
        elif act == "reopen" and found.state == AdviceRequest.State.WITHDRAWN:
            actions.reopen_request(found, by=user_of(request))
            messages.success(request, _("Open again."))
        else:
            raise Http404
    except actions.NotNow:
        messages.warning(request, _("This is not possible any more: look at what has happened meanwhile."))
    return redirect("portal:my_request", space.organisation.code, found.pk)


def _shown(request: HttpRequest, space: Space, found: AdviceRequest, form: MessageForm) -> HttpResponse:  # noqa: PLR0917 -- the page of one request
    context = {"line": request_line(found), "thread": found.messages.all(), "form": form, "engagement": getattr(found, "engagement", None)}
    status = 422 if form.is_bound else 200
    return space_page(request, space, "portal/space/advice/request.html", context, status=status)


def _found(space: Space, key: UUID) -> AdviceRequest:
    own = AdviceRequest.objects.filter(need__organisation=space.organisation).select_related("need", "engagement")
    found: AdviceRequest = get_object_or_404(own, pk=key)
    return found


def _recognised(sentence: str, language: str) -> tuple[tuple[str, str, str], ...]:
    """Scheme, key and label of what the question is about."""
    vocabulary = vocabularies(get_language() or "en")
    keys = recognised_concepts(sentence, language=language, schemes=SCHEMES)
    return tuple((key.partition(":")[0], key, vocabulary.label(key)) for key in keys)
