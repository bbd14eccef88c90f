"""Home and lists."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from cities.portal import queries
from cities.portal.views.answers import language_of, page


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    return page(request, "portal/home.html", {"home": queries.home(language_of(request))})


@require_safe
def library(request: HttpRequest) -> HttpResponse:
    return page(request, "portal/library.html", {"library": queries.library(request.GET, language=language_of(request))})


@require_safe
def directory(request: HttpRequest) -> HttpResponse:
    return page(request, "portal/directory.html", {"directory": queries.directory(request.GET, language=language_of(request))})


@require_safe
def resource_list(request: HttpRequest) -> HttpResponse:
    return page(request, "portal/resources.html", {"list": queries.resource_list(request.GET, language=language_of(request))})
