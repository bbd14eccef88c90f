"""The count before: from the edition before, from the records of membership, or from a source that states it."""

from typing import Any

from cities.commons.members.models import MembershipYear
from cities.editions.models import Edition
from cities.editions.queries.freezing.scope import Scope
from cities.editions.tallies import by_region

Before = dict[str, Any]


def before(edition: Edition, scope: Scope) -> Before | None:
    """None where nobody knows."""
    return _from_edition(edition) or _from_years(edition) or _from_source(edition, scope)


def _from_edition(edition: Edition) -> Before | None:
    previous = edition.previous
    if previous is None or not previous.is_public or previous.snapshot is None:
        return None
    members = previous.snapshot.read()["members"]
    return {"origin": "edition", "year": previous.year, "members": len(members), "by_region": by_region(members), "source": ""}


def _from_years(edition: Edition) -> Before | None:
    """The newest year before with records of membership. Of organisations that are public now: others may not be told of."""
    public = MembershipYear.objects.filter(membership__organisation__live=True, membership__organisation__withdrawn_at__isnull=True)
    year = public.filter(year__lt=edition.year).order_by("-year").values_list("year", flat=True).first()
    if year is None:
        return None
    members = public.filter(year=year, status=MembershipYear.Status.ACTIVE).values("membership__organisation").distinct().count()
    return {"origin": "years", "year": year, "members": members, "by_region": {}, "source": ""}


def _from_source(edition: Edition, scope: Scope) -> Before | None:
    stated = edition.stated_figures.filter(subject="before", source__isnull=False).select_related("source").first()
    if stated is None or stated.source is None:
        return None
    source = scope.named.source(stated.source)
    return {"origin": "stated", "year": stated.year or edition.year - 1, "members": int(stated.value), "by_region": {}, "source": source}
