"""Requests: those that wait for the secretariat and how long, and all of a member."""

from dataclasses import dataclass
from datetime import date, datetime
from statistics import median
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from cities.commons.members.models import Organisation
from cities.transfer.advice.models import OPEN, AdviceRequest, Proposal

State = AdviceRequest.State
# It is the secretariat's turn.
WAITING = (State.NEW, State.TAKEN)


@dataclass(frozen=True)
class RequestLine:
    """`days` since the secretariat has something to do; `text` is the question as it was written."""

    request: AdviceRequest
    text: Any
    organisation: Any
    days: int
    is_late: bool
    declined: int
    asked: int

    @property
    def is_waiting(self) -> bool:
        return self.request.state in WAITING


@dataclass(frozen=True)
class Triage:
    """`waiting` are those the secretariat must do something about, longest waiting first; `others` are open and wait for somebody else."""

    waiting: tuple[RequestLine, ...]
    others: tuple[RequestLine, ...]
    longest: int
    middle: int
    late: int


def triage() -> Triage:
    """Open requests: four queries."""
    lines = request_lines(AdviceRequest.objects.filter(state__in=OPEN))
    waiting = tuple(line for line in lines if line.is_waiting)
    days = [line.days for line in waiting]
    return Triage(
        waiting=waiting,
        others=tuple(line for line in lines if not line.is_waiting),
        longest=max(days, default=0),
        middle=round(median(days)) if days else 0,
        late=sum(line.is_late for line in lines),
    )


def settled_requests(*, most: int) -> tuple[RequestLine, ...]:
    """Nobody has to decide about them any more, those asked last first: four queries."""
    latest = AdviceRequest.objects.exclude(state__in=OPEN).order_by("-waiting_since", "-pk").values_list("pk", flat=True)[:most]
    return tuple(reversed(request_lines(AdviceRequest.objects.filter(pk__in=list(latest)))))


def waiting_requests() -> int:
    return AdviceRequest.objects.filter(state__in=WAITING).count()


def request_lines(requests: QuerySet[AdviceRequest]) -> tuple[RequestLine, ...]:
    """In the order of waiting: four queries."""
    now = timezone.now()
    return tuple(_line(request, now) for request in for_lines(requests))


def request_line(request: AdviceRequest) -> RequestLine:
    return request_lines(AdviceRequest.objects.filter(pk=request.pk))[0]


def own_requests(organisation: Organisation) -> tuple[RequestLine, ...]:
    """Of a member, newest first."""
    return tuple(reversed(request_lines(AdviceRequest.objects.filter(need__organisation=organisation))))


def for_lines(requests: QuerySet[AdviceRequest]) -> QuerySet[AdviceRequest]:
    declined = Count("proposals", filter=Q(proposals__state=Proposal.State.DECLINED))
    asked = Count("proposals", filter=Q(proposals__state=Proposal.State.ASKED))
    counted = requests.annotate(declined=declined, asked=asked).order_by("waiting_since", "pk")
    related = counted.select_related("need__organisation", "taken_by", "engagement")
    return related.prefetch_related("need__texts", "need__organisation__texts")


def _line(request: Any, now: datetime) -> RequestLine:
    return RequestLine(
        request=request,
        text=request.need.original_text,
        organisation=request.need.organisation,
        days=(now - request.waiting_since).days,
        is_late=_is_late(request, timezone.localdate()),
        declined=request.declined,
        asked=request.asked,
    )


def _is_late(request: AdviceRequest, today: date) -> bool:
    return request.is_open and request.wanted_by is not None and request.wanted_by < today
