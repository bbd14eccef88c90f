"""Publishing an edition, taking it back, and how it would look."""

from typing import cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages

from cities.accounts.models import User
from cities.editions import actions
from cities.editions.actions import NotReady
from cities.editions.exports import preview_pdf
from cities.editions.models import Edition
from cities.editions.queries import freeze
from cities.editions.typesetting.press import NotTypeset

from .base import made_edition


@require_POST
def act(request: HttpRequest, edition: str, act: str) -> HttpResponse:
    """Publish or withdraw; then back to the overview."""
    subject = made_edition(request, edition)
    if act not in ACTS:
        raise Http404
    ACTS[act](request, subject)
    return redirect("desk:edition", edition)


@require_safe
@never_cache
def preview(request: HttpRequest, edition: str, language: str) -> HttpResponse:
    """The PDF as it would be printed now, with a stamp that says it is not published."""
    subject = made_edition(request, edition)
    if language not in subject.languages:
        raise Http404
    try:
        data = preview_pdf(freeze(subject), language)
    except NotTypeset as fault:
        messages.error(request, _("The edition could not be typeset: %(fault)s") % {"fault": str(fault)[:300]})
        return redirect("desk:edition", edition)
    response = HttpResponse(data, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{edition}-{language}-preview.pdf"'
    return response


def publish(request: HttpRequest, edition: Edition) -> None:
    try:
        actions.publish_edition(edition, by=_user(request))
    except NotReady as fault:
        messages.error(request, _not_ready(fault))
        return
    messages.success(request, _("The edition is public. Its files are being made; each is ready in a minute."))


def withdraw(request: HttpRequest, edition: Edition) -> None:
    actions.withdraw_edition(edition, by=_user(request))
    messages.success(request, _("The edition is no longer public."))


def next_version(request: HttpRequest, edition: Edition) -> None:
    following = actions.begin_next_version(edition, by=_user(request))
    link = reverse("desk:edition", args=[following.code])
    said = _("Version %(number)s is in preparation; it begins as this one was chosen and worded.") % {"number": following.version}
    messages.success(request, said, buttons=[messages.button(link, _("Go to it"))])


def _not_ready(fault: NotReady) -> str:
    if fault.reason == "published":
        return _("A public version stays as it is. Begin the next version to change something.")
    if fault.reason == "empty":
        return _("Choose what the kit holds first.")
    if fault.reason == "languages":
        return _("Choose a language first.")
    said = ngettext(
        "%(count)d figure disagrees with the count. Correct it or say why.",
        "%(count)d figures disagree with the count. Correct them or say why.",
        fault.count,
    )
    return said % {"count": fault.count}


def _user(request: HttpRequest) -> User:
    return cast("User", request.user)


ACTS = {"publish": publish, "withdraw": withdraw, "next-version": next_version}
