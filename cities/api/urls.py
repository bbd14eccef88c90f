"""Addresses of the API, version 1. What is here stays: a change that breaks a client is a version 2."""

from django.urls import URLPattern, path
from django.views.generic import RedirectView

from cities.api.views.answering import open_to_all
from cities.api.views.description import api
from cities.api.views.documentation import docs

app_name = "api"


def _opened(pattern: URLPattern) -> URLPattern:
    pattern.callback = open_to_all(pattern.callback)
    return pattern


urlpatterns = [
    path("", RedirectView.as_view(pattern_name="api:docs"), name="front_door"),
    path("docs", docs, name="docs"),
    *(_opened(pattern) for pattern in api.urls[0] if isinstance(pattern, URLPattern) and pattern.name != "api-root"),
]
