"""The roster with its load."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from cities.commons.members.models import Organisation, PersonRole
from cities.transfer.advice.models import EngagementExpert, Expert, Proposal


@dataclass(frozen=True)
class RosterLine:
    """One expert: `agreed_at` is when the consent that stands was given; `engaged` and `asked` are places taken."""

    expert: Expert
    agreed_at: datetime | None
    is_available: bool
    engaged: int
    asked: int

    @property
    def left(self) -> int:
        return max(0, self.expert.most - self.engaged - self.asked)


def roster(experts: QuerySet[Expert] | None = None) -> tuple[RosterLine, ...]:
    """Those with room first, then by organisation: nine queries, however many there are."""
    found = Expert.objects.all() if experts is None else experts
    listed = list(for_lines(found))
    keys = [expert.pk for expert in listed]
    available = set(Expert.objects.available().filter(pk__in=keys).values_list("pk", flat=True))
    engaged, asked = _engaged(keys), _asked(keys)
    lines = [
        RosterLine(expert, _agreed_at(expert), expert.pk in available, engaged.get(expert.pk, 0), asked.get(expert.pk, 0))
        for expert in listed
    ]
    return tuple(sorted(lines, key=lambda line: (not line.is_available, -line.left, str(line.expert.organisation).casefold())))


def experts_of(organisation: Organisation) -> tuple[RosterLine, ...]:
    return roster(Expert.objects.filter(offer__organisation=organisation))


def expert_line(key: UUID) -> RosterLine | None:
    return next(iter(roster(Expert.objects.filter(pk=key))), None)


def for_lines(experts: QuerySet[Expert]) -> QuerySet[Expert]:
    related = experts.select_related("person__user", "offer__organisation")
    return related.prefetch_related("offer__texts", "offer__concepts", "offer__organisation__texts", "consents__given_by")


def places_left(experts: Iterable[Expert]) -> dict[UUID, int]:
    """How many more each takes; those asked and not answered hold a place. Less than 0 when they have lowered their number: two queries."""
    listed = list(experts)
    keys = [expert.pk for expert in listed]
    engaged, asked = _engaged(keys), _asked(keys)
    return {expert.pk: expert.most - engaged.get(expert.pk, 0) - asked.get(expert.pk, 0) for expert in listed}


def candidates_for_roster(words: str) -> QuerySet[PersonRole]:
    """People who could be invited to the roster: of member organisations, by their name or that of the organisation."""
    here = PersonRole.objects.filter(until__isnull=True, organisation__memberships__until__isnull=True, organisation__live=True)
    members = here.filter(organisation__memberships__isnull=False)
    named = members.filter(Q(person__name__icontains=words) | Q(organisation__texts__name__icontains=words))
    known = Expert.objects.filter(person__isnull=False).values("person")
    found: QuerySet[PersonRole] = named.exclude(person__in=known).select_related("person", "organisation").distinct()
    return found.prefetch_related("organisation__texts").order_by("person__name", "pk")


def _engaged(keys: list[UUID]) -> dict[UUID, int]:
    seats = EngagementExpert.objects.filter(expert__in=keys, engagement__outcome="")
    return dict(seats.order_by().values_list("expert").annotate(n=Count("pk")))


def _asked(keys: list[UUID]) -> dict[UUID, int]:
    waiting = Proposal.objects.filter(expert__in=keys, state=Proposal.State.ASKED)
    return dict(waiting.order_by().values_list("expert").annotate(n=Count("pk")))


def _agreed_at(expert: Expert) -> datetime | None:
    standing = [one for one in expert.consents.all() if one.withdrawn_at is None and (one.given_by is None or one.given_by.is_active)]
    return standing[-1].given_at if standing else None
