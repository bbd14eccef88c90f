"""Editions for readers: the list, each as pages, as a PDF, as data."""

import logging
from typing import Any

from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_safe

from cities.editions.actions import count_download
from cities.editions.exports import data_pack, pdf_of
from cities.editions.models import DownloadCount, Edition, Snapshot
from cities.editions.queries import front, published_editions
from cities.feeds.queries import work_of_edition
from cities.portal import queries
from cities.portal.views.answers import language_of, page

# Made of what is in it: never out of date, yet gone within the hour when it is withdrawn.
KEPT_SECONDS = 3600

logger = logging.getLogger(__name__)


@require_safe
def editions(request: HttpRequest) -> HttpResponse:
    return page(request, "portal/editions/list.html", {"editions": queries.edition_cards(language_of(request))})


@require_safe
def edition(request: HttpRequest, code: str) -> HttpResponse:
    """Cover, contents, files, how to cite it. A kit has a page of its own."""
    found = _public(code)
    if found.is_kit:
        return redirect("portal:kit", code)
    shown = queries.edition_page(found, queries.reading_language(found, language_of(request)))
    return page(request, "portal/editions/edition.html", {"shown": shown, "work": work_of_edition(found, language=language_of(request))})


@require_safe
def edition_chapter(request: HttpRequest, code: str, *, language: str, chapter: str) -> HttpResponse:
    found = _public(code)
    shown = queries.edition_page(found, spoken(found, language), chapter=chapter)
    if shown is None:
        raise Http404
    return page(request, "portal/editions/chapter.html", {"shown": shown})


@require_safe
def edition_pdf(request: HttpRequest, code: str, language: str) -> HttpResponse:
    """As printed; whoever comes first after it was published may wait some seconds."""
    found = _public(code)
    data = pdf_of(snapshot_of(found), spoken(found, language))
    counted(request, found, kind=DownloadCount.Kind.PDF, language=language)
    return file_of(data, "application/pdf", f'inline; filename="{code}-{language}.pdf"')


@require_safe
def edition_data(request: HttpRequest, code: str, language: str) -> HttpResponse:
    """Tables, snapshot and drawings in one zip."""
    found = _public(code)
    data = data_pack(snapshot_of(found), spoken(found, language))
    counted(request, found, kind=DownloadCount.Kind.DATA, language=language)
    return file_of(data, "application/zip", f'attachment; filename="{code}-{language}.zip"')


@require_safe
def edition_drawing(request: HttpRequest, code: str, *, language: str, number: int) -> HttpResponse:
    found = _public(code)
    svg = queries.edition_drawing(found, spoken(found, language), number)
    if svg is None:
        raise Http404
    return file_of(svg, "image/svg+xml; charset=utf-8", "inline")


def _public(code: str) -> Edition:
    found: Edition = get_object_or_404(published_editions(), code=code)
    return found


def snapshot_of(edition: Edition) -> Snapshot:
    if edition.snapshot is None:
        raise Http404
    return edition.snapshot


def spoken(edition: Edition, language: str) -> str:
    """What was frozen speaks the languages it was frozen in."""
    if edition.snapshot is None or language not in front(edition).languages:
        raise Http404
    return language


def counted(request: HttpRequest, edition: Edition, *, kind: str, language: str = "") -> None:
    """One more, where a reader takes the whole file: who only asks about it, or for a later part of it, is not counted."""
    if request.method == "GET" and request.headers.get("Range", "bytes=0-").startswith("bytes=0-"):
        try:
            count_download(edition, kind=kind, language=language, agent=request.headers.get("User-Agent", ""))
        except DatabaseError:
            # A full disk or a long import keeps nobody from reading.
            logger.warning("A download of %s was not counted", edition.code, exc_info=True)


def file_of(content: Any, kind: str, disposition: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = disposition
    response["Cache-Control"] = f"public, max-age={KEPT_SECONDS}"
    return response
