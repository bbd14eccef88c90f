"""Pages without records: about, statements, the gallery, and what is said when something is missing or fails."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import get_language_from_request
from django.views.decorators.http import require_safe

from cities.portal import queries
from cities.portal.views.answers import page


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    return page(request, "portal/about.html", {"host": settings.ENVIRONMENT.host})


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    return page(request, "portal/accessibility.html", {"host": settings.ENVIRONMENT.host})


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    return page(request, "portal/privacy.html", {"host": settings.ENVIRONMENT.host})


@require_safe
def design(request: HttpRequest) -> HttpResponse:
    """Every component with made-up contents, as it is."""
    return page(request, "portal/design.html", {"specimens": queries.specimens()})


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """In the language of the address; of the reader where the address has none."""
    with translation.override(_language(request)):
        return render(request, "portal/not_found.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Without a database and without the request's context: either may be what failed."""
    with translation.override(_language(request)):
        return render(request, "portal/server_error.html", status=500)


def _language(request: HttpRequest) -> str:
    prefix = request.path.split("/", 2)[1] if "/" in request.path else ""
    return prefix if prefix in dict(settings.LANGUAGES) else get_language_from_request(request)
