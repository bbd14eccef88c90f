"""A search that is followed: its answers, those that came last first."""

from dataclasses import dataclass, replace

from django.http import QueryDict
from django.utils.translation import gettext as _

from cities.portal.parsing import AskedSearch
from cities.portal.queries.browse import surroundings
from cities.portal.queries.found import FOUND_KINDS, Dates, FoundRecord, dates_of, found_records
from cities.portal.queries.searching import asked_search, chosen_labels, ranking_of

MOST_ENTRIES = 30
# Answers whose dates are asked for: the best of a search without end.
MOST_DATED = 20_000


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
    ranking = ranking_of(asked.narrowed_to("kind", *FOUND_KINDS) if asked.is_empty else asked, around)
    dates = dates_of((found.line.kind, found.line.pk) for found in ranking.ranked[:MOST_DATED])
    newest = sorted((found for found in ranking.ranked if found.line.pk in dates), key=lambda found: _age(dates[found.line.pk]))
    shown = found_records(replace(ranking, ranked=tuple(newest[:MOST_ENTRIES])), around=around, limit=MOST_ENTRIES)
    told = [f"“{asked.words}”" if asked.words else "", *chosen_labels(asked, ranking, around)]
    title = _("CITIES: %(search)s") % {"search": ", ".join(part for part in told if part) or _("everything new")}
    return FollowedSearch(asked, title, tuple((record, dates[record.id]) for record in shown))


def _age(dates: Dates) -> float:
    """Newest first; what nobody dated comes last."""
    first, last = dates
    moment = first or last
    return -moment.timestamp() if moment else 0.0
