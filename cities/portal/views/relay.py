"""Writing to a member without seeing its address, and going on from a link in a letter."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cities.accounts.models import User
from cities.commons.members.actions import (
    Asker,
    ConversationEnded,
    begin_conversation,
    confirm_conversation,
    end_conversation,
    write_message,
)
from cities.commons.members.actions.conversations import PURPOSE
from cities.commons.members.models import Conversation, Organisation, Side
from cities.commons.members.rules import may_act_for
from cities.core.askers import asker, is_within
from cities.core.keys import opens
from cities.portal.forms import MessageForm, WriteForm
from cities.portal.views.answers import language_of

DAY = 24 * 60 * 60
MOST_A_DAY = {"address": 5, "asker": 15, "organisation": 40}
IN_SESSION = "conversations"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest, code: str) -> HttpResponse:
    organisation = get_object_or_404(Organisation.objects.public().prefetch_related("texts"), code=code)
    user = request.user if isinstance(request.user, User) else None
    form = WriteForm(request.POST or None, user=user)
    text = organisation.best_text(language_of(request))
    context = {"organisation": organisation, "text": text, "form": form}
    if not form.is_valid():
        return render(request, "portal/relay/write.html", context)
    address = user.email if user else form.cleaned_data["address"]
    if not _may_write(request, organisation, address):
        form.add_error(None, _("That is enough for one day. Please write again tomorrow."))
        return render(request, "portal/relay/write.html", context, status=429)
    # A machine is told the same as a person, and nothing happens.
    if user is not None or not form.is_from_a_machine:
        who = Asker(form.cleaned_data["name"], address, language_of(request), user)
        typed = {"subject": form.cleaned_data["subject"], "words": form.cleaned_data["words"]}
        begin_conversation(organisation, asker=who, about=_about(request), **typed)
    return render(request, "portal/relay/sent.html", {"text": text, "address": address, "is_confirmed": user is not None})


def _may_write(request: HttpRequest, organisation: Organisation, address: str) -> bool:
    keys = {"address": address.casefold(), "asker": asker(request), "organisation": str(organisation.pk)}
    within = [is_within(f"relay-{what}", key, most=MOST_A_DAY[what], seconds=DAY) for what, key in keys.items() if key]
    return all(within)


def _about(request: HttpRequest) -> UUID | None:
    try:
        return UUID(request.GET.get("about", ""))
    except ValueError:
        return None


@never_cache
@require_safe
def open_conversation(request: HttpRequest, pk: UUID, key: str) -> HttpResponse:
    """The key in a letter is exchanged for the session."""
    side = next((side for side in Side.values if opens(key, PURPOSE, f"{pk}:{side}")), None)
    if side is None or not Conversation.objects.filter(pk=pk).exists():
        raise Http404
    request.session[IN_SESSION] = {**request.session.get(IN_SESSION, {}), str(pk): side}
    return redirect("portal:conversation", pk)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def conversation(request: HttpRequest, pk: UUID) -> HttpResponse:
    held = get_object_or_404(Conversation.objects.select_related("organisation").prefetch_related("messages"), pk=pk)
    side = _side(request, held)
    form = MessageForm(request.POST or None)
    if form.is_valid():
        try:
            write_message(held, side=side, words=form.cleaned_data["words"], by=_user(request))
            messages.success(request, _("Sent."))
        except ConversationEnded:
            messages.error(request, _("This conversation has ended; nothing was sent."))
        return redirect("portal:conversation", pk)
    name = held.organisation.best_text(language_of(request))
    return render(request, "portal/relay/conversation.html", {"conversation": held, "side": side, "form": form, "text": name})


@never_cache
@require_POST
def confirm(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Pressed by whoever wrote first: opening a link is not enough, for mail programs open links too."""
    held = get_object_or_404(Conversation, pk=pk)
    if _side(request, held) == Side.ASKER:
        confirm_conversation(held)
    return redirect("portal:conversation", pk)


@never_cache
@require_POST
def end(request: HttpRequest, pk: UUID) -> HttpResponse:
    held = get_object_or_404(Conversation, pk=pk)
    end_conversation(held, side=_side(request, held), is_abuse="abuse" in request.POST, by=_user(request))
    return redirect("portal:conversation", pk)


def _side(request: HttpRequest, held: Conversation) -> str:
    """Which side looks on; 404 for everybody else, so that nobody learns what there is."""
    granted = request.session.get(IN_SESSION, {}).get(str(held.pk))
    if granted:
        return str(granted)
    user = _user(request)
    if user is not None and held.asker_id == user.pk:
        return Side.ASKER
    if user is not None and held.confirmed_at and may_act_for(user, held.organisation):
        return Side.MEMBER
    raise Http404


def _user(request: HttpRequest) -> User | None:
    return request.user if isinstance(request.user, User) else None
