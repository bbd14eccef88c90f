"""Members as they stood in the year of an edition."""

from typing import Any

from django.db.models import F, Prefetch, Q, QuerySet

from cities.commons.members.models import Membership, MembershipYear, Organisation
from cities.commons.places.models import Territory
from cities.commons.vocabulary.models import Concept
from cities.editions.models import Edition
from cities.editions.queries.freezing.scope import Scope
from cities.editions.queries.freezing.words import texts_of

FIELDS = ("name", "summary", "description", "image_alt")


def members_of(edition: Edition) -> QuerySet[Any]:
    """Public organisations that were active members in its year: by the records of that year where there are any, else by the years
    their membership began and ended."""
    memberships = Membership.objects.filter(_standing(edition.year))
    return Organisation.objects.public().filter(pk__in=memberships.values("organisation")).order_by("code")


def frozen_members(members: QuerySet[Any], scope: Scope) -> list[dict[str, Any]]:
    """Nine queries. What is told of a membership is that of the year, whatever became of it."""
    standing = Membership.objects.filter(_standing(scope.edition.year)).order_by(F("since").asc(nulls_first=True), "pk")
    parts: list[Any] = [
        "texts",
        "websites",
        Prefetch("memberships", standing, to_attr="standing"),
        "territories",
        Prefetch("concepts", Concept.objects.filter(scheme="themes").order_by("position", "key")),
        Prefetch("participations", to_attr="parts"),
        "parts__practice",
    ]
    rows = members.select_related("image", "seat").prefetch_related(*parts)
    return [_member(row, scope) for row in rows]


def _standing(year: int) -> Q:
    if MembershipYear.objects.filter(year=year).exists():
        return Q(years__year=year, years__status=MembershipYear.Status.ACTIVE)
    return (Q(since__isnull=True) | Q(since__lte=year)) & (Q(until__isnull=True) | Q(until__gte=year))


def _member(row: Any, scope: Scope) -> dict[str, Any]:
    # The last: it may have come back within the year.
    membership, named = row.standing[-1] if row.standing else None, scope.named
    territories: list[Territory] = sorted(row.territories.all(), key=lambda territory: territory.path)
    seat = row.seat
    home = territories[0] if territories else seat
    return {
        "id": str(row.pk),
        "code": row.code,
        "acronym": row.acronym,
        "actor_kind": row.actor_kind,
        "kind": named.concept(row.kind_id),
        "category": named.concept(membership.category_id) if membership else "",
        "since": membership.since if membership else None,
        "founded": row.founded,
        "region": named.region(home.region_code if home else "world"),
        "countries": sorted({territory.country_code for territory in territories if territory.country_code}),
        "places": [code for territory in territories if (code := named.place(territory.pk))],
        "seat": named.place(seat.pk) if seat else "",
        "websites": [website.url for website in row.websites.all()],
        "themes": [named.concept(concept.pk) for concept in row.concepts.all()],
        "practices": sorted({part.practice.code for part in row.parts if part.practice.is_public}),
        "picture": scope.pictures.frozen(row.image),
        "texts": texts_of(row.texts.all(), *FIELDS),
    }
