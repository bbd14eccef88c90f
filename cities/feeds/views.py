"""Downloads of what pages say, in outside formats."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from cities.feeds.exports import FORMATS
from cities.feeds.queries import cited_work


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
