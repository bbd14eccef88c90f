"""Tables of advice for the desk's spreadsheets; the one writer neutralises formulas."""

from collections.abc import Callable, Mapping

from cities.core.spreadsheets import Row
from cities.transfer.advice.models import AdviceRequest, Engagement, HourEntry
from cities.transfer.advice.queries.engagements import engagement_lines
from cities.transfer.advice.queries.roster import roster
from cities.transfer.advice.queries.triage import request_lines


def requests_table() -> list[Row]:
    head: Row = (
        "id",
        "organisation",
        "question",
        "language",
        "state",
        "asked",
        "wanted_by",
        "waiting_days",
        "experts_asked",
        "experts_declined",
    )
    rows = [
        (
            str(line.request.pk),
            str(line.organisation),
            str(line.text or ""),
            line.text.language if line.text else "",
            line.request.state,
            line.request.need.written_at.date(),
            line.request.wanted_by,
            line.days if line.is_waiting else None,
            line.asked,
            line.declined,
        )
        for line in request_lines(AdviceRequest.objects.all())
    ]
    return [head, *rows]


def engagements_table() -> list[Row]:
    head: Row = (
        "id",
        "kind",
        "title",
        "organisations",
        "experts",
        "began",
        "due",
        "ended",
        "outcome",
        "late",
        "hours",
        "steps_done",
        "steps",
    )
    rows = [
        (
            str(line.engagement.pk),
            line.engagement.kind,
            str(line.text or ""),
            "; ".join(str(one) for one in line.organisations),
            "; ".join(str(one) for one in line.experts),
            line.engagement.began_on,
            line.engagement.due_on,
            line.engagement.ended_on,
            line.engagement.outcome,
            line.is_late,
            line.hours,
            *line.steps,
        )
        for line in engagement_lines(Engagement.objects.all())
    ]
    return [head, *rows]


def hours_table() -> list[Row]:
    head: Row = ("day", "hours", "person", "organisation", "engagement", "about")
    entries = HourEntry.objects.select_related("person", "organisation", "engagement").prefetch_related("organisation__texts")
    rows = [
        (
            entry.spent_on,
            entry.hours,
            entry.person.name if entry.person else "",
            str(entry.organisation),
            str(entry.engagement_id),
            entry.about,
        )
        for entry in entries
    ]
    return [head, *rows]


def roster_table() -> list[Row]:
    head: Row = ("expert", "organisation", "languages", "concepts", "agreed", "paused_until", "most", "engaged", "asked", "left", "sample")
    rows = [
        (
            str(line.expert),
            str(line.expert.organisation),
            " ".join(line.expert.languages),
            " ".join(concept.key for concept in line.expert.offer.concepts.all()),
            line.agreed_at.date() if line.agreed_at else None,
            line.expert.paused_until,
            line.expert.most,
            line.engaged,
            line.asked,
            line.left,
            line.expert.is_sample,
        )
        for line in roster()
    ]
    return [head, *rows]


TABLES: Mapping[str, Callable[[], list[Row]]] = {
    "requests": requests_table,
    "engagements": engagements_table,
    "hours": hours_table,
    "roster": roster_table,
}
