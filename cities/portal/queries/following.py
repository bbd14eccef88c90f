"""A search that is followed: its answers, those that came last first."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.http import QueryDict
from django.utils.translation import gettext as _

from cities.portal.parsing import AskedSearch
from cities.portal.queries.browse import surroundings
from cities.portal.queries.found import RECORDS, FoundRecord, found_records
from cities.portal.queries.lines import union
from cities.portal.queries.searching import asked_search, chosen_labels, ranking_of

MOST_ENTRIES = 30
# Answers whose dates are asked for: the best of a search without end.
MOST_DATED = 20_000

Dates = tuple[datetime | None, datetime | None]


@dataclass(frozen=True)
class FollowedSearch:
    """`entries`: answers with when they were first and last published."""

    asked: AskedSearch
    title: str
    entries: tuple[tuple[FoundRecord, Dates], ...]


def followed_search(params: QueryDict, *, language: str) -> FollowedSearch:
    """What a search finds, newest in the commons first: one query more than its page. One that asks nothing is everything."""
    around = surroundings(language)
    asked = asked_search(params, around)
    ranking = ranking_of(asked.narrowed_to("kind", *RECORDS) if asked.is_empty else asked, around)
    dates = _dates((found.line.kind, found.line.pk) for found in ranking.ranked[:MOST_DATED])
    newest = sorted((found for found in ranking.ranked if found.line.pk in dates), key=lambda found: _age(dates[found.line.pk]))
    shown = found_records(replace(ranking, ranked=tuple(newest[:MOST_ENTRIES])), around=around, limit=MOST_ENTRIES)
    told = [f"“{asked.words}”" if asked.words else "", *chosen_labels(asked, ranking, around)]
    title = _("CITIES: %(search)s") % {"search": ", ".join(part for part in told if part) or _("everything new")}
    return FollowedSearch(asked, title, tuple((record, dates[record.id]) for record in shown))


def _dates(records: Iterable[tuple[str, UUID]]) -> dict[UUID, Dates]:
    """When public records were first and last published: one query, whatever their kinds."""
    ids: dict[str, list[UUID]] = {}
    for kind, identifier in records:
        ids.setdefault(kind, []).append(identifier)
    rows = union(
        RECORDS[kind].objects.public().filter(pk__in=wanted).order_by().values_list("pk", "first_published_at", "last_published_at")
        for kind, wanted in ids.items()
        if kind in RECORDS
    )
    return {identifier: (first, last) for identifier, first, last in rows}


def _age(dates: Dates) -> float:
    """Newest first; what nobody dated comes last."""
    first, last = dates
    moment = first or last
    return -moment.timestamp() if moment else 0.0
