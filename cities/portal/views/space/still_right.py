"""The link in the yearly letter: a look at the profile, one button. No sign-in: the link itself is the right to answer."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cities.commons.members.actions import confirm_profile
from cities.commons.members.models import Confirmation, Organisation
from cities.commons.members.queries import asked_by_key, for_pages
from cities.portal import queries
from cities.portal.views.answers import language_of


@require_http_methods(["GET", "HEAD", "POST"])
def still_right(request: HttpRequest, key: str) -> HttpResponse:
    """Reading it confirms nothing: programs that check mail follow every link. The button does."""
    asked = asked_by_key(key)
    if asked is None:
        return _private(
            request, "portal/still_right_gone.html", {"reason": _("This link is not complete, or a newer letter has replaced it.")}
        )
    if asked.is_over:
        return _private(request, "portal/still_right_gone.html", {"reason": _("This link was for an earlier letter and no longer works.")})
    is_fresh = False
    confirmation: Confirmation = asked.confirmation
    if request.method == "POST" and confirmation.confirmed_at is None:
        confirmation = confirm_profile(confirmation.organisation, year=confirmation.year, by=None)
        is_fresh = True
    organisation = for_pages(Organisation.objects.filter(pk=confirmation.organisation_id)).get()
    shown = queries.member_page(organisation, language=language_of(request))
    return _private(request, "portal/still_right.html", {"member": shown, "confirmation": confirmation, "is_fresh": is_fresh}, status=200)


def _private(request: HttpRequest, template: str, context: dict[str, object], *, status: int = 404) -> HttpResponse:
    """No cache keeps an answer to a secret link, and no address it leads to is told of it."""
    response = render(request, template, context, status=status)
    patch_cache_control(response, private=True, no_store=True)
    response.headers["Referrer-Policy"] = "no-referrer"
    return response
