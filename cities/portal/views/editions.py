"""Editions for readers: the list, each as pages, as a PDF, as data."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from cities.editions.exports import data_pack, pdf_of
from cities.editions.models import Edition, Snapshot
from cities.editions.queries import published_editions
from cities.feeds.queries import work_of_edition
from cities.portal import queries
from cities.portal.views.answers import language_of, page

# Made of what is in it: never out of date, yet gone within the hour when it is withdrawn.
KEPT_SECONDS = 3600


@require_safe
def editions(request: HttpRequest) -> HttpResponse:
    return page(request, "portal/editions/list.html", {"editions": queries.edition_cards(language_of(request))})


@require_safe
def edition(request: HttpRequest, code: str) -> HttpResponse:
    """Cover, contents, files, how to cite it."""
    found = _public(code)
    shown = queries.edition_page(found, queries.reading_language(found, language_of(request)))
    return page(request, "portal/editions/edition.html", {"shown": shown, "work": work_of_edition(found, language=language_of(request))})


@require_safe
def edition_chapter(request: HttpRequest, code: str, *, language: str, chapter: str) -> HttpResponse:
    found = _public(code)
    shown = queries.edition_page(found, _spoken(found, language), chapter=chapter)
    if shown is None:
        raise Http404
    return page(request, "portal/editions/chapter.html", {"shown": shown})


@require_safe
def edition_pdf(request: HttpRequest, code: str, language: str) -> HttpResponse:
    """As printed; whoever comes first after it was published may wait some seconds."""
    found = _public(code)
    return _file(pdf_of(_snapshot(found), _spoken(found, language)), "application/pdf", f'inline; filename="{code}-{language}.pdf"')


@require_safe
def edition_data(request: HttpRequest, code: str, language: str) -> HttpResponse:
    """Tables, snapshot and drawings in one zip."""
    found = _public(code)
    data = data_pack(_snapshot(found), _spoken(found, language))
    return _file(data, "application/zip", f'attachment; filename="{code}-{language}.zip"')


@require_safe
def edition_drawing(request: HttpRequest, code: str, *, language: str, number: int) -> HttpResponse:
    found = _public(code)
    svg = queries.edition_drawing(found, _spoken(found, language), number)
    if svg is None:
        raise Http404
    return _file(svg, "image/svg+xml; charset=utf-8", "inline")


def _public(code: str) -> Edition:
    found: Edition = get_object_or_404(published_editions().prefetch_related("texts"), code=code)
    return found


def _snapshot(edition: Edition) -> Snapshot:
    if edition.snapshot is None:
        raise Http404
    return edition.snapshot


def _spoken(edition: Edition, language: str) -> str:
    """What was frozen speaks the languages it was frozen in."""
    if language not in _snapshot(edition).read()["edition"]["languages"]:
        raise Http404
    return language


def _file(content: Any, kind: str, disposition: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = disposition
    response["Cache-Control"] = f"public, max-age={KEPT_SECONDS}"
    return response
