"""Addresses of the whole site."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path, re_path
from django.views.generic import RedirectView
from wagtail.admin import urls as admin_urls
from wagtail.admin.urls import reports as report_urls
from wagtail.documents import urls as document_urls
from wagtail.utils.urlpatterns import decorate_urlpatterns

from cities.core.views import closed, healthz, picture, readyz
from cities.desk.views.screens import for_the_whole_network
from cities.portal.urls import localized_patterns

# Wagtail's reports list records of every region.
decorate_urlpatterns(report_urls.urlpatterns, for_the_whole_network)

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    path("api/v1/", include("cities.api.urls")),
    # Wagtail's tree of pages holds nothing here: it is closed as a whole rather than guarded address by address.
    re_path(r"^admin/pages/(?P<rest>.*)$", closed, name="pages"),
    re_path(r"^admin/choose-page/(?P<rest>.*)$", closed, name="page_chooser"),
    # The desk signs in like everybody else.
    path("admin/login/", RedirectView.as_view(pattern_name="account_login", query_string=True), name="wagtailadmin_login"),
    path("admin/", include(admin_urls)),
    path("documents/", include(document_urls)),
    path("media/<path:name>", picture, name="picture"),
    path("", include("cities.portal.urls", namespace="root")),
    *i18n_patterns(
        path("feeds/", include("cities.feeds.urls")),
        path("account/", include("cities.accounts.urls")),
        path("", include((localized_patterns, "portal"))),
    ),
]

handler404 = "cities.portal.views.not_found"
handler500 = "cities.portal.views.server_error"
