"""How pages are answered: language, caching, what is gone."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language

from cities.accounts.models import User
from cities.core.models import Record

# Long enough to bear a crowd, short enough that what is withdrawn is gone at once.
SHARED_SECONDS = 60


class SignedInRequest(HttpRequest):
    """What a view behind `login_required` is given."""

    user: User


def page(request: HttpRequest, template: str, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    """A page anyone may see: caches may keep it for a minute, and ask again with its ETag after that."""
    response = render(request, template, context, status=status)
    if settings.SESSION_COOKIE_NAME not in request.COOKIES and status == 200:
        patch_cache_control(response, public=True, max_age=SHARED_SECONDS)
    return response


def language_of(request: HttpRequest) -> str:
    """The language of the address; LocaleMiddleware has set it."""
    return get_language() or settings.LANGUAGE_CODE


def public_or_gone(records: Any, code: str) -> Any:
    """The record with this code if anyone may see it; a withdrawn one so that its page can say so; else None."""
    found = records.public().filter(code=code).first()
    return found or records.model.objects.withdrawn().filter(code=code).first()


def gone(request: HttpRequest, record: Record) -> HttpResponse:
    """410: it was here, it was taken away, and why. Nothing of its content is shown."""
    return page(request, "portal/gone.html", {"record": record}, status=410)
