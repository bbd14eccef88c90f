"""Addresses of the whole site."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path
from wagtail.admin import urls as admin_urls
from wagtail.documents import urls as document_urls

from cities.core.views import healthz, readyz
from cities.portal.urls import localized_patterns

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    path("admin/", include(admin_urls)),
    path("documents/", include(document_urls)),
    path("", include("cities.portal.urls")),
    *i18n_patterns(
        path("feeds/", include("cities.feeds.urls")),
        path("", include((localized_patterns, "portal"))),
    ),
]

handler404 = "cities.portal.views.not_found"
handler500 = "cities.portal.views.server_error"
