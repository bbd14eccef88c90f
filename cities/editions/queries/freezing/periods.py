"""What was done between two days: what reports of activity count."""

from datetime import date
from typing import Any

from cities.commons.members.models import Membership
from cities.commons.practices.models import PracticeOrganisation
from cities.commons.resources.models import Resource
from cities.editions.models import Edition
from cities.editions.queries.freezing.members import members_of
from cities.editions.queries.freezing.practices import public_practices
from cities.editions.queries.freezing.scope import Scope
from cities.editions.queries.freezing.words import texts_of
from cities.gather.surveys.models import Campaign
from cities.transfer.projects.models import Transfer, Trigger
from cities.transfer.projects.moments import first_day
from cities.transfer.projects.queries import for_lines, lines_of

Days = tuple[date, date]


def period_of(edition: Edition) -> Days:
    """Its days; the whole year where it has none."""
    return edition.begins_on or date(edition.year, 1, 1), edition.ends_on or date(edition.year, 12, 31)


def frozen_activity(scope: Scope) -> dict[str, Any]:
    begin, end = period_of(scope.edition)
    joined = Membership.objects.filter(since__gte=begin.year, since__lte=end.year, organisation__in=members_of(scope.edition))
    return {
        "begins_on": begin.isoformat(),
        "ends_on": end.isoformat(),
        "joined": sorted(joined.values_list("organisation__code", flat=True)),
        "partners": len(frozen_partners(scope)),
        "publications": len(frozen_publications(scope)),
        "missions": frozen_missions(scope),
        "quarters": [_quarter(days) for days in quarters(begin, end)],
    }


def frozen_missions(scope: Scope) -> list[dict[str, Any]]:
    """Study missions of these days, as far as something came of them: each by the transfer it set off, the earliest first."""
    begin, end = period_of(scope.edition)
    lines = [line for line in lines_of(for_lines(Transfer.objects.public())) if line.trigger == Trigger.MISSION and line.first_moment]
    known = [(first_day(line.first_moment), line) for line in lines]
    return [
        {
            "code": line.code,
            "when": line.first_moment,
            "from": [code for place in line.origins if (code := scope.named.place(place))],
            "texts": texts_of(line.texts, "title"),
        }
        for day, line in sorted(known, key=lambda one: (one[0], one[1].code))
        if begin <= day <= end
    ]


def quarters(begin: date, end: date) -> list[Days]:
    """The quarters of the calendar between two days, cut at both ends."""
    found, start = [], begin
    while start <= end:
        month = (start.month - 1) // 3 * 3 + 4
        following = date(start.year + (month > 12), month - 12 * (month > 12), 1)
        last = min(end, date.fromordinal(following.toordinal() - 1))
        found.append((start, last))
        start = following
    return found


def _quarter(days: Days) -> dict[str, Any]:
    begin, end = days
    return {
        "label": f"{begin.year}/{(begin.month - 1) // 3 + 1}",
        "new-practices": public_practices().filter(first_published_at__date__range=days).count(),
        "surveys-count": Campaign.objects.exclude(state=Campaign.State.DRAFT).filter(opens_on__range=(begin, end)).count(),
    }


def frozen_publications(scope: Scope) -> list[dict[str, Any]]:
    """Public resources that say they are of these years."""
    begin, end = period_of(scope.edition)
    rows = (
        Resource.objects.public()
        .filter(year__gte=begin.year, year__lte=end.year)
        .prefetch_related("texts", "files")
        .order_by("year", "code")
    )
    return [
        {
            "code": row.code,
            "kind": scope.named.concept(row.kind_id),
            "year": str(row.year),
            "url": next((file.url for file in row.files.all() if file.url), ""),
            "texts": texts_of(row.texts.all(), "title", "summary"),
        }
        for row in rows
    ]


def frozen_partners(scope: Scope) -> list[dict[str, Any]]:
    """Those who take part in public practices and are not members in its year."""
    members = set(members_of(scope.edition).values_list("pk", flat=True))
    parts = PracticeOrganisation.objects.filter(practice__in=public_practices()).select_related("organisation")
    rows = parts.prefetch_related("organisation__texts").order_by("pk")
    others = [part for part in rows if part.organisation is None or (part.organisation_id not in members and part.organisation.is_public)]
    found = {
        part.organisation.code if part.organisation else part.name: {
            "name": part.name,
            "texts": texts_of(part.organisation.texts.all(), "name") if part.organisation else {},
        }
        for part in others
    }
    return [found[key] for key in sorted(found)]
