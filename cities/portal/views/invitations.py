"""Accepting an invitation: the key in the letter is exchanged for a session at the first click, so that it stays in no address."""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.account.utils import perform_login
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from cities.accounts.models import User
from cities.commons.members.actions import InvitationEnded, accept_invitation
from cities.commons.members.models import Invitation
from cities.core.askers import asker, is_within
from cities.core.keys import key_digest
from cities.portal.views.answers import language_of

IN_SESSION = "invitation"
MOST_GUESSES, GUESS_SECONDS = 30, 300


@never_cache
@require_safe
def open_invitation(request: HttpRequest, key: str) -> HttpResponse:
    if not is_within("invitation", asker(request), most=MOST_GUESSES, seconds=GUESS_SECONDS):
        return _ended(request, status=429)
    request.session[IN_SESSION] = key_digest(key)
    return redirect("portal:invitation")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest) -> HttpResponseBase:
    """Who invites to what, and one button."""
    digest = request.session.get(IN_SESSION, "")
    invited = Invitation.objects.select_related("organisation", "invited_by").filter(key_digest=digest).first() if digest else None
    if invited is None or not invited.is_open(now=timezone.now()):
        return _ended(request)
    if request.user.is_authenticated and not _is_theirs(invited, request.user):
        return render(request, "portal/invitation/another.html", {"organisation": _name(request, invited)}, status=403)
    if request.method == "POST":
        return _accepted(request, invited)
    context = {"invitation": invited, "organisation": _name(request, invited)}
    return render(request, "portal/invitation/invitation.html", context)


def _accepted(request: HttpRequest, invited: Invitation) -> HttpResponseBase:
    try:
        delegate = accept_invitation(invited, by=request.user if isinstance(request.user, User) else None)
    except InvitationEnded:
        return _ended(request)
    request.session.pop(IN_SESSION, None)
    target = reverse("portal:space_home", args=[delegate.organisation.code])
    if request.user.is_authenticated:
        return redirect(target)
    # Asks for the second factor of an account that has one.
    response: HttpResponseBase = perform_login(request, delegate.user, redirect_url=target)
    return response


def _is_theirs(invited: Invitation, user: Any) -> bool:
    own = EmailAddress.objects.filter(user=user, verified=True, email__iexact=invited.address)
    return bool(user.email == invited.address) or own.exists()


def _name(request: HttpRequest, invited: Invitation) -> str:
    text = invited.organisation.best_text(language_of(request))
    return text.name if text else invited.organisation.code


def _ended(request: HttpRequest, *, status: int = 410) -> HttpResponse:
    """The same for a key that never was, was used, has run out or was taken back."""
    request.session.pop(IN_SESSION, None)
    return render(request, "portal/invitation/ended.html", status=status)
