"""What pickers ask while somebody types."""

from dataclasses import asdict

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, JsonResponse
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from cities.desk.queries.choices import KINDS, find_choices
from cities.desk.rules import may


@require_GET
def choices(request: HttpRequest, kind: str) -> JsonResponse:
    """Names of what may be picked, drafts too: only for those who may see such records here, and of those within their reach."""
    if kind not in KINDS:
        raise Http404
    model, _describe = KINDS[kind]
    if not any(may(request.user, action, model) for action in ("view", "change", "add")):
        raise PermissionDenied
    query = request.GET.get("q", "")[:200]
    return JsonResponse({"choices": [asdict(choice) for choice in find_choices(kind, query, language=get_language(), user=request.user)]})
