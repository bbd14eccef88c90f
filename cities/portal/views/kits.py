"""Kits for readers: the list, each with its files, and the files themselves. PDFs and chapters are those of any edition."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from cities.editions.exports import epub_of, folder_of
from cities.editions.models import DownloadCount, Edition
from cities.editions.queries import published_kits
from cities.feeds.queries import work_of_edition
from cities.portal import queries
from cities.portal.views.answers import language_of, page
from cities.portal.views.editions import counted, file_of, snapshot_of, spoken


@require_safe
def kits(request: HttpRequest) -> HttpResponse:
    return page(request, "portal/kits/list.html", {"kits": queries.kit_cards(language_of(request))})


@require_safe
def kit(request: HttpRequest, code: str) -> HttpResponse:
    """What it holds, its files, its versions, how to cite it, how often it was taken along."""
    found = _public(code)
    shown = queries.kit_page(found, language_of(request))
    if shown is None:
        raise Http404
    context = {"kit": shown, "shown": shown.page, "work": work_of_edition(found, language=language_of(request))}
    return page(request, "portal/kits/kit.html", context)


@require_safe
def kit_epub(request: HttpRequest, code: str, language: str) -> HttpResponse:
    found = _public(code)
    data = epub_of(snapshot_of(found), spoken(found, language))
    counted(request, found, kind=DownloadCount.Kind.EPUB, language=language)
    return file_of(data, "application/epub+zip", f'attachment; filename="{code}-{language}.epub"')


@require_safe
def kit_folder(request: HttpRequest, code: str) -> HttpResponse:
    found = _public(code)
    data = folder_of(snapshot_of(found))
    counted(request, found, kind=DownloadCount.Kind.FOLDER)
    return file_of(data, "application/zip", f'attachment; filename="{code}.zip"')


def _public(code: str) -> Edition:
    found: Edition = get_object_or_404(published_kits(), code=code)
    return found
