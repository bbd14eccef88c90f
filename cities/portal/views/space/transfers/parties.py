"""Who comes in: those who act for a side, and the coordinators; for all others a transfer that is not public is not there."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase

from cities.portal.queries.space import Space, spaces
from cities.portal.views.answers import language_of
from cities.transfer.projects.models import Side, Transfer
from cities.transfer.projects.rules import may_run_transfers, may_work_on, sides_of

PartyView = Callable[..., HttpResponseBase]


@dataclass(frozen=True)
class Table:
    """A transfer with who sits at it: `space` is that of a side this person acts for, None for coordinators."""

    transfer: Transfer
    sides: tuple[Side, ...]
    space: Space | None
    is_coordinator: bool


def for_parties(view: PartyView) -> PartyView:
    """Hands the view the transfer of the address, for whoever may work on it."""

    @wraps(view)
    @login_required
    def entered(request: HttpRequest, key: UUID, **arguments: Any) -> HttpResponseBase:
        transfer = Transfer.objects.filter(pk=key).first()
        if transfer is None or not may_work_on(request.user, transfer):
            raise Http404
        sides = sides_of(request.user, transfer)
        own = {transfer.origin_id, transfer.destination_id}
        space = next((space for space in spaces(request.user, language=language_of(request)) if space.organisation.pk in own), None)
        return view(request, Table(transfer, sides, space, may_run_transfers(request.user)), **arguments)

    return entered
