"""Who comes in: whoever writes a comparison; for all others one that is not public is not there."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse

from cities.portal.queries.space import Space, spaces
from cities.portal.views.answers import language_of
from cities.transfer.comparisons.models import Comparison
from cities.transfer.comparisons.rules import may_edit_comparison, may_own_comparison, may_run_comparisons, may_see_work

WriterView = Callable[..., HttpResponse]


@dataclass(frozen=True)
class Bench:
    """A comparison with who sits at it: `space` is that of an organisation this person acts for, None for coordinators."""

    comparison: Comparison
    space: Space | None
    may_edit: bool
    is_owner: bool
    is_coordinator: bool


def for_writers(view: WriterView) -> WriterView:
    """Hands the view the comparison of the address. Nothing is changed by whoever may only look."""

    @wraps(view)
    @login_required
    def entered(request: HttpRequest, key: UUID, **arguments: Any) -> HttpResponse:
        comparison = Comparison.objects.select_related("version__instrument", "organisation").filter(pk=key).first()
        if comparison is None or not may_see_work(request.user, comparison):
            raise Http404
        bench = Bench(
            comparison,
            _space(request, comparison),
            may_edit=may_edit_comparison(request.user, comparison),
            is_owner=may_own_comparison(request.user, comparison),
            is_coordinator=may_run_comparisons(request.user),
        )
        if request.method == "POST" and not bench.may_edit:
            raise PermissionDenied
        return view(request, bench, **arguments)

    return entered


def _space(request: HttpRequest, comparison: Comparison) -> Space | None:
    writers = {comparison.organisation_id, *comparison.editors.values_list("organisation", flat=True)}
    return next((space for space in spaces(request.user, language=language_of(request)) if space.organisation.pk in writers), None)
