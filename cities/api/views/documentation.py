from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.http import require_safe

from cities.api.mapping.reference import reference
from cities.api.views.description import openapi_description


@require_safe
def docs(request: HttpRequest) -> HttpResponse:
    """The description as a page. Its address says no language: `lang` does, else the browser."""
    asked = request.GET.get("lang", "")
    language = asked if asked in dict(settings.LANGUAGES) else translation.get_language()
    with translation.override(language):
        context = {"reference": reference(openapi_description()), "site": settings.SITE_URL}
        response = render(request, "api/docs.html", context)
    response.headers["Content-Language"] = language or settings.LANGUAGE_CODE
    return response
