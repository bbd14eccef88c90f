"""Downloads of what pages say, in outside formats."""

import json
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cities.commons.places.queries import places
from cities.core.spreadsheets import written_csv
from cities.feeds.exports import FORMATS, Feed, atom
from cities.feeds.exports.transfers import codebook, entries, table, tree
from cities.feeds.queries import cited_work, newest_transfers
from cities.transfer.projects.queries import lineage_of, lineages

SHARED_SECONDS = 60


@require_safe
def cite(request: HttpRequest, identifier: UUID, ending: str) -> HttpResponse:
    work = cited_work(identifier, language=get_language() or "en")
    if work is None or ending not in FORMATS:
        raise Http404
    media_type, write = FORMATS[ending]
    return HttpResponse(
        write(work),
        content_type=f"{media_type}; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{work.key}.{ending}"', "X-Robots-Tag": "noindex"},
    )


@require_safe
def transfers(request: HttpRequest) -> HttpResponse:
    """Transfers as both sides agreed to tell them, what was agreed last first."""
    language = get_language() or "en"
    page = f"{settings.SITE_URL}{reverse('portal:transfers')}"
    feed = Feed(
        url=f"{settings.SITE_URL}{request.path}",
        page=page,
        title=_("CITIES: transfers"),
        subtitle=_("Practices on their way from one territory to another"),
        language=language,
        author=settings.WAGTAIL_SITE_NAME,
        entries=entries(newest_transfers(), language),
    )
    return _shared(atom(feed).encode(), "application/atom+xml")


@require_safe
def transfers_table(request: HttpRequest) -> HttpResponse:
    rows = table(lineages().transfers, places=places("en"))
    return _shared(written_csv(rows), "text/csv", name="transfers.csv")


@require_safe
def transfers_codebook(request: HttpRequest) -> HttpResponse:
    return _shared(written_csv(codebook()), "text/csv", name="transfers-codebook.csv")


@require_safe
def lineage(request: HttpRequest, identifier: UUID) -> HttpResponse:
    """Where a public practice has travelled, as nodes and edges."""
    found = lineage_of(practice=identifier)
    if found is None:
        raise Http404
    return _shared(json.dumps(tree(found), ensure_ascii=False, indent=1).encode(), "application/json")


def _shared(content: bytes, media_type: str, *, name: str = "") -> HttpResponse:
    response = HttpResponse(content, content_type=f"{media_type}; charset=utf-8", headers={"X-Robots-Tag": "noindex"})
    if name:
        response["Content-Disposition"] = f'attachment; filename="{name}"'
    patch_cache_control(response, public=True, max_age=SHARED_SECONDS)
    return response
