"""Drafts as readers will see them, for those who write them."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from cities.core.models import Record
from cities.portal.queries.space import Space, own_practice
from cities.portal.views.answers import language_of
from cities.portal.views.records import preview
from cities.portal.views.space.entering import for_delegates


@require_safe
@for_delegates
def preview_profile(request: HttpRequest, space: Space) -> HttpResponse:
    return _previewed(request, space.organisation)


@require_safe
@for_delegates
def preview_practice(request: HttpRequest, space: Space, key: UUID) -> HttpResponse:
    practice = own_practice(space.organisation, key)
    if practice is None:
        raise Http404
    return _previewed(request, practice)


def _previewed(request: HttpRequest, record: Record) -> HttpResponse:
    request.is_preview = True  # type: ignore[attr-defined]  # Wagtail's own mark; the frame of the page says so to the reader
    response = preview(request, record.get_latest_revision_as_object(), language_of(request))
    response["X-Robots-Tag"] = "noindex"
    return response
