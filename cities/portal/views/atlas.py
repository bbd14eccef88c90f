"""Territories and topics."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from cities.portal import queries
from cities.portal.views.answers import language_of, page


@require_safe
def territory(request: HttpRequest, code: str) -> HttpResponse:
    found = queries.territory_page(code, language=language_of(request))
    if found is None:
        raise Http404
    return page(request, "portal/territory.html", {"territory": found})


@require_safe
def topics(request: HttpRequest) -> HttpResponse:
    return page(request, "portal/topics.html", {"schemes": queries.topics(language_of(request))})


@require_safe
def topic(request: HttpRequest, scheme: str, code: str) -> HttpResponse:
    found = queries.topic_page(scheme, code, language=language_of(request))
    if found is None:
        raise Http404
    return page(request, "portal/topic.html", {"topic": found})
