"""Engagements: as those in it work on them, as the desk counts them, and as readers see them."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, QuerySet, Sum
from django.db.models.functions import TruncMonth

from cities.commons.members.models import Organisation
from cities.transfer.advice.content import engagement_digest
from cities.transfer.advice.models import Engagement, EngagementExpert, Expert, HourEntry, Output, Participation
from cities.translation.models import original_of


@dataclass(frozen=True)
class EngagementLine:
    """One in a list, with its title as those in it see it."""

    engagement: Engagement
    text: Any
    organisations: tuple[Organisation, ...]
    experts: tuple[Expert, ...]
    is_late: bool
    hours: Decimal
    steps: tuple[int, int]


@dataclass(frozen=True)
class Work:
    """All that those in it see. `draft` holds the words, `digest` stands for all that is told; `agreeing` is each participation with
    whether it agrees to it."""

    engagement: Engagement
    draft: Engagement
    digest: str
    agreeing: tuple[tuple[Participation, bool], ...]
    experts: tuple[EngagementExpert, ...]
    steps: tuple[Any, ...]
    hours: tuple[HourEntry, ...]
    total: Decimal
    outputs: tuple[Output, ...]
    learnt: tuple[Any, ...]
    is_late: bool

    @property
    def is_ready(self) -> bool:
        text = self.draft.original_text
        return bool(text and text.title and text.summary)


@dataclass(frozen=True)
class HourSum:
    """Hours of one person, or of an organisation where nobody is named."""

    name: str
    organisation: Any
    hours: Decimal
    engagements: int


def work_of(engagement: Engagement) -> Work:
    """Fourteen queries."""
    draft: Engagement = engagement.get_latest_revision_as_object()
    parts = list(engagement.participations.select_related("organisation").prefetch_related("organisation__texts"))
    digest = engagement_digest(draft)
    hours = tuple(engagement.hours.select_related("person", "organisation").prefetch_related("organisation__texts"))
    related = engagement.experts.select_related("expert__person", "expert__offer__organisation")
    return Work(
        engagement=engagement,
        draft=draft,
        digest=digest,
        agreeing=tuple((part, bool(digest) and part.agreed_digest == digest) for part in parts),
        experts=tuple(related.prefetch_related("expert__offer__organisation__texts")),
        steps=tuple(engagement.steps.all()),
        hours=hours,
        total=sum((entry.hours for entry in hours), Decimal(0)),
        outputs=tuple(engagement.outputs.select_related("kind")),
        learnt=tuple(engagement.learnt.select_related("practice", "resource").prefetch_related("practice__texts", "resource__texts")),
        is_late=Engagement.objects.late().filter(pk=engagement.pk).exists(),
    )


def own_engagements(organisation: Organisation) -> tuple[EngagementLine, ...]:
    return engagement_lines(Engagement.objects.of(organisation))


def engagement_lines(engagements: QuerySet[Any]) -> tuple[EngagementLine, ...]:
    """Those running first, what ends soonest on top: eight queries, however many there are."""
    listed = list(_for_lines(engagements))
    keys = [engagement.pk for engagement in listed]
    late = set(Engagement.objects.late().filter(pk__in=keys).values_list("pk", flat=True))
    sums = dict(HourEntry.objects.filter(engagement__in=keys).order_by().values_list("engagement").annotate(total=Sum("hours")))
    lines = [_line(engagement, is_late=engagement.pk in late, hours=sums.get(engagement.pk, Decimal(0))) for engagement in listed]
    return tuple(sorted(lines, key=_by_end))


def hours_by_expert(*, since: date | None = None, until: date | None = None) -> tuple[HourSum, ...]:
    """Most hours first: two queries."""
    sums: dict[tuple[str, UUID], HourSum] = {}
    seen: dict[tuple[str, UUID], set[UUID]] = {}
    for entry in _between(since, until).select_related("person", "organisation").prefetch_related("organisation__texts"):
        key = (entry.person.name if entry.person else "", entry.organisation_id)
        held = sums.get(key)
        seen.setdefault(key, set()).add(entry.engagement_id)
        sums[key] = HourSum(key[0], entry.organisation, (held.hours if held else Decimal(0)) + entry.hours, len(seen[key]))
    return tuple(sorted(sums.values(), key=lambda one: (-one.hours, one.name)))


def hours_by_month(*, since: date | None = None, until: date | None = None) -> tuple[tuple[date, Decimal], ...]:
    """In the order of time: one query."""
    months = _between(since, until).order_by().annotate(month=TruncMonth("spent_on")).values("month").annotate(total=Sum("hours"))
    return tuple((row["month"], row["total"]) for row in months.order_by("month"))


def public_engagements() -> QuerySet[Engagement]:
    """As pages and the API show them: words, organisations anyone may see, outputs that were agreed to.

    Who joined later is named once they have agreed too.
    """
    public = Participation.objects.filter(organisation__live=True, organisation__withdrawn_at__isnull=True)
    parts = public.exclude(agreed_digest="")
    found: QuerySet[Engagement] = Engagement.objects.public().prefetch_related(
        "texts",
        Prefetch("participations", parts.select_related("organisation").prefetch_related("organisation__texts"), to_attr="shown_parts"),
        Prefetch("outputs", published_outputs(), to_attr="shown_outputs"),
    )
    return found.order_by("-first_published_at", "pk")


def published_outputs() -> QuerySet[Output]:
    """Told, and part of what all have agreed to."""
    told: QuerySet[Output] = Output.objects.filter(is_told=True, published_at__isnull=False, engagement__in=Engagement.objects.public())
    return told.select_related("kind")


def _for_lines(engagements: QuerySet[Any]) -> QuerySet[Any]:
    parts = Participation.objects.select_related("organisation").prefetch_related("organisation__texts")
    seats = EngagementExpert.objects.select_related("expert__person", "expert__offer__organisation")
    return engagements.select_related("latest_revision").prefetch_related(
        "texts",
        "steps",
        Prefetch("participations", parts),
        Prefetch("experts", seats.prefetch_related("expert__offer__organisation__texts")),
    )


def _line(engagement: Engagement, *, is_late: bool, hours: Decimal) -> EngagementLine:
    steps = list(engagement.steps.all())
    return EngagementLine(
        engagement=engagement,
        text=original_of(engagement.drafted_texts),
        organisations=tuple(part.organisation for part in engagement.participations.all()),
        experts=tuple(seat.expert for seat in engagement.experts.all()),
        is_late=is_late,
        hours=hours,
        steps=(sum(step.done_on is not None for step in steps), len(steps)),
    )


def _by_end(line: EngagementLine) -> tuple[bool, date, str]:
    one = line.engagement
    return one.has_ended, one.due_on or date.max, str(one.pk)


def _between(since: date | None, until: date | None) -> QuerySet[HourEntry]:
    entries = HourEntry.objects.all()
    entries = entries.filter(spent_on__gte=since) if since else entries
    return entries.filter(spent_on__lte=until) if until else entries
