"""Comparisons for readers: all that are public, one of them, its tables, and the link one is shared by."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.views.decorators.http import require_safe

from cities.core.spreadsheets import Row, written_csv
from cities.portal.queries.comparisons import cards, comparison_page
from cities.portal.views.answers import language_of, page
from cities.transfer.comparisons.exports import cell_rows, codebook_rows
from cities.transfer.comparisons.models import Comparison
from cities.transfer.comparisons.queries import Grid, grid_of, public_lines, shared_with_key
from cities.transfer.comparisons.rules import may_read_comparison, may_see_work

# Comparisons whose link was opened in this session, each with the digest of the key it was opened with.
OPENED = "opened_comparisons"
MOST_OPENED = 20


@require_safe
def comparisons(request: HttpRequest) -> HttpResponse:
    return page(request, "portal/comparisons/list.html", {"comparisons": cards(public_lines(), language=language_of(request))})


@require_safe
def comparison(request: HttpRequest, code: str) -> HttpResponse:
    """What is not public is shown to whoever writes it or has its link, and kept by no cache."""
    found = _readable(request, code)
    shown = comparison_page(found, request.GET.dict(), language=language_of(request), today=timezone.localdate())
    context = {"shown": shown, "may_see_work": not found.is_public and may_see_work(request.user, found)}
    if found.is_public:
        return page(request, "portal/comparisons/comparison.html", context)
    return _uncached(render(request, "portal/comparisons/comparison.html", context))


@require_safe
def comparison_cells(request: HttpRequest, code: str) -> HttpResponse:
    return _table(request, code, "cells", rows=lambda grid: list(cell_rows(grid)))


@require_safe
def comparison_codebook(request: HttpRequest, code: str) -> HttpResponse:
    return _table(request, code, "codebook", rows=lambda grid: list(codebook_rows(grid)))


@require_safe
def shared_comparison(request: HttpRequest, key: str) -> HttpResponse:
    """Takes the key out of the address: this browser may read from now on, and goes on to a clean page."""
    found = shared_with_key(key)
    if found is None:
        return _uncached(render(request, "portal/comparisons/old_link.html", status=410))
    if not found.is_public:
        opened = request.session.get(OPENED, {})
        if not opened:
            # A session somebody else has chosen gains nothing.
            request.session.cycle_key()
        kept = {pk: digest for pk, digest in opened.items() if pk != str(found.pk)}
        request.session[OPENED] = dict([*kept.items(), (str(found.pk), found.key_digest)][-MOST_OPENED:])
    return _uncached(redirect("portal:comparison", found.code))


def _readable(request: HttpRequest, code: str) -> Comparison:
    found = get_object_or_404(Comparison.objects.select_related("version__instrument", "organisation"), code=code)
    opened = request.session.get(OPENED, {}).get(str(found.pk), "") if not found.is_public else ""
    if not may_read_comparison(request.user, found, has_link=bool(opened) and opened == found.key_digest):
        raise Http404
    return found


def _table(request: HttpRequest, code: str, name: str, *, rows: Callable[[Grid], list[Row]]) -> HttpResponse:
    found = _readable(request, code)
    response = HttpResponse(written_csv(rows(grid_of(found, today=timezone.localdate()))), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{found.code}-{name}.csv"'
    return response if found.is_public else _uncached(response)


def _uncached(response: HttpResponse) -> HttpResponse:
    add_never_cache_headers(response)
    return response
