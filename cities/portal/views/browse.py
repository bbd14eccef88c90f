"""Home, lists, search."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from cities.portal import queries
from cities.portal.parsing import read_number, read_words
from cities.portal.views.answers import language_of, page

# Nobody reads on for so long; the database would count through it all the same.
LAST_PAGE = 500


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


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    found = queries.findings(
        read_words(request.GET),
        language=language_of(request),
        kind=request.GET.get("kind", ""),
        number=read_number(request.GET.get("page", ""), most=LAST_PAGE, default=1) or 1,
    )
    return page(request, "portal/search.html", {"found": found, "kind": request.GET.get("kind", ""), "kinds": queries.FOUND_KINDS})
