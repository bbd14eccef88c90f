"""Who comes in: those who act for the organisation; for all others it is not there."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from cities.accounts.models import User
from cities.portal.queries.space import Space, space_of
from cities.portal.views.answers import language_of

SpaceView = Callable[..., HttpResponse]


def for_delegates(view: SpaceView) -> SpaceView:
    """Hands the view the space whose code stands in the address. A space nobody let you into looks like none at all."""

    @wraps(view)
    @login_required
    def entered(request: HttpRequest, code: str, **arguments: Any) -> HttpResponse:
        space = space_of(request.user, code, language=language_of(request))
        if space is None:
            raise Http404
        return view(request, space, **arguments)

    return entered


def user_of(request: HttpRequest) -> User:
    """Who is signed in; for views that let nobody anonymous in."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


def space_page(  # noqa: PLR0917 -- as Django's render: request, template and context, with the space
    request: HttpRequest, space: Space | None, template: str, context: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    """A page for one person: no cache keeps it (SecurityHeaders), no robot lists it (the template)."""
    return render(request, template, {"space": space, **context}, status=status)
