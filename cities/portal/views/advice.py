"""Engagements for everyone: what all who take part have agreed to tell."""

from uuid import UUID

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from cities.core.views import kept_file
from cities.portal.queries.advice import engagement_page, engagement_rows
from cities.portal.views.answers import gone, language_of, page, public_or_gone
from cities.transfer.advice.models import Engagement
from cities.transfer.advice.queries import public_engagements, published_outputs


@require_safe
def engagements(request: HttpRequest) -> HttpResponse:
    return page(request, "portal/advice/engagements.html", {"rows": engagement_rows(request.GET, language=language_of(request))})


@require_safe
def engagement(request: HttpRequest, code: str) -> HttpResponse:
    found: Engagement | None = public_or_gone(Engagement.objects.all(), code)
    if found is None:
        raise Http404
    if not found.is_public:
        return gone(request, found)
    shown = engagement_page(public_engagements().get(pk=found.pk), language=language_of(request))
    return page(request, "portal/advice/engagement.html", {"shown": shown})


@require_safe
def engagement_output(request: HttpRequest, code: str, output: UUID) -> FileResponse:
    """A file all have agreed to show, to be saved, never run."""
    found = published_outputs().filter(pk=output, engagement__code=code).exclude(file="").first()
    if found is None:
        raise Http404
    return kept_file(found.file, found.file_name)
