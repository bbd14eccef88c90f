"""What the server must be told, kept in the database with the change itself until it has been: a server that is away loses nothing."""

import logging
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any

from django.db import transaction

from cities.search.engines.port import EngineFault
from cities.search.models import Unsent

logger = logging.getLogger(__name__)
AT_ONCE = 300
Document = Mapping[str, Any]
# Of documents that are made when they are sent: by number, none for what is gone meanwhile.
Documents = Callable[[list[int]], Mapping[int, Document]]
# Send some of them; what is refused comes back with reasons.
Sender = Callable[[Iterable[tuple[int, Document | None]]], Mapping[int, str]]


def keep(index: str, changes: Iterable[tuple[int, Document | None]], *, then: Callable[[], None]) -> None:
    """Remember changes in the running transaction; `then` sends them once it is done, and may fail."""
    Unsent.objects.bulk_create([Unsent(index=index, item=item, body=body) for item, body in changes], batch_size=500)
    transaction.on_commit(partial(_try, then))


def send_all(index: str, send: Sender, *, documents: Documents | None = None) -> None:
    """Send what is kept, oldest first. Raise EngineFault when the server is away, or when it refuses some: those stay."""
    last = 0
    refused: dict[int, str] = {}
    while rows := list(Unsent.objects.filter(index=index, pk__gt=last).order_by("pk")[:AT_ONCE]):
        made = documents([row.item for row in rows if row.body is not None]) if documents else {}
        told = [(row.item, made.get(row.item) if documents else row.body) for row in rows]
        refused |= send(told)
        Unsent.objects.filter(pk__in=[row.pk for row in rows if row.item not in refused]).delete()
        last = rows[-1].pk
    if refused:
        item, reason = next(iter(refused.items()))
        raise EngineFault(f"{len(refused)} were refused by the search server, {item} for example: {reason[:300]}")


def forget_unsent(index: str) -> None:
    Unsent.objects.filter(index=index).delete()


def _try(send: Callable[[], None]) -> None:
    """Publishing does not fail because a search server is away: what was kept is sent later."""
    try:
        send()
    except EngineFault as error:
        logger.warning("The search server has not been told of a change; it will be. %s", error)
