"""Addresses without a language: the front door, permanent identifiers, what robots and researchers look for."""

from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.translation import get_language_from_request
from django.views.decorators.http import require_safe

from cities.feeds.exports import SitemapEntry, sitemap_index
from cities.feeds.exports import sitemap as write_sitemap
from cities.portal import queries
from cities.portal.parsing import read_number
from cities.portal.views.answers import gone

SITEMAP_PAGE = 10_000


@require_safe
def front_door(request: HttpRequest) -> HttpResponse:
    """To the home page in the reader's language."""
    return _in_readers_language(request, "portal:home")


@require_safe
def identifier(request: HttpRequest, identifier: UUID) -> HttpResponse:
    """A permanent address leads to the page in the reader's language; what was withdrawn answers that it is gone."""
    found = queries.identified(identifier)
    if found is None:
        raise Http404
    if found.withdrawn is not None:
        with translation.override(get_language_from_request(request)):
            return gone(request, found.withdrawn)
    return _in_readers_language(request, found.page, *found.arguments)


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    lines = ["User-agent: *", "Disallow: /admin/", "Disallow: /*?*page=", f"Sitemap: {settings.SITE_URL}{reverse('root:sitemap')}", ""]
    return _plain("\n".join(lines))


@require_safe
def security(request: HttpRequest) -> HttpResponse:
    """RFC 9116: where to report a weakness. Valid for a year from the day it is asked for."""
    languages = ", ".join(code for code, _ in settings.LANGUAGES)
    expires = (timezone.now() + timedelta(days=365)).strftime("%Y-%m-%dT00:00:00Z")
    lines = [
        f"Contact: {settings.SITE_URL}{_path_in(settings.LANGUAGE_CODE, 'portal:about')}#security",
        f"Expires: {expires}",
        f"Preferred-Languages: {languages}",
        f"Canonical: {settings.SITE_URL}{reverse('root:security')}",
        "",
    ]
    return _plain("\n".join(lines))


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """Without `kind`, the list of sitemaps; with it, the addresses of one kind of page in every language."""
    kind = request.GET.get("kind", "")
    if not kind:
        sizes = queries.sitemap_sizes()
        base = f"{settings.SITE_URL}{reverse('root:sitemap')}"
        parts = [f"{base}?kind={name}&part={part}" for name, size in sizes.items() for part in range(-(-size // SITEMAP_PAGE))]
        return HttpResponse(sitemap_index(parts), content_type="application/xml; charset=utf-8")
    part = read_number(request.GET.get("part", ""), most=SITEMAP_PAGE, default=0)
    pages = queries.sitemap_pages(kind, start=part * SITEMAP_PAGE, size=SITEMAP_PAGE)
    if pages is None:
        raise Http404
    return HttpResponse(write_sitemap(_entries(pages)), content_type="application/xml; charset=utf-8")


def _entries(pages: list[queries.SitemapPage]) -> Iterator[SitemapEntry]:
    for page in pages:
        addresses = {code: f"{settings.SITE_URL}{_path_in(code, page.name, *page.arguments)}" for code, _ in settings.LANGUAGES}
        yield SitemapEntry({**addresses}, page.changed_at)


def _path_in(language: str, name: str, *arguments: str) -> str:
    with translation.override(language):
        return reverse(name, args=arguments)


def _in_readers_language(request: HttpRequest, name: str, *arguments: str) -> HttpResponse:
    response = HttpResponseRedirect(_path_in(get_language_from_request(request), name, *arguments))
    patch_vary_headers(response, ["Accept-Language", "Cookie"])
    patch_cache_control(response, public=True, max_age=60)
    return response


def _plain(text: str) -> HttpResponse:
    response = HttpResponse(text, content_type="text/plain; charset=utf-8")
    patch_cache_control(response, public=True, max_age=3600)
    return response
