"""Which members have said this year that their profile is right."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q

from cities.commons.members.models import Confirmation, Membership, Organisation, PrivateContact
from cities.commons.places.queries import places
from cities.desk.queries.translations import record_texts
from cities.search.folding import fold

STATES = ("confirmed", "asked", "open", "unreachable")


@dataclass(frozen=True)
class ConfirmationFilter:
    """Codes of a state and of a world region; empty for all."""

    state: str = ""
    region: str = ""


@dataclass(frozen=True)
class ConfirmationRow:
    """`state` is one of STATES: open when nobody was asked yet, unreachable when there is nobody to ask."""

    id: UUID
    title: str
    region: str
    state: str
    asked_at: datetime | None
    confirmed_at: datetime | None
    people: int


def confirmation_rows(wanted: ConfirmationFilter, *, year: int, language: str) -> list[ConfirmationRow]:
    """Members anyone may see, by name: four queries, one more where names have changed."""
    confirmations = {found.organisation_id: found for found in Confirmation.objects.filter(year=year)}
    titles = record_texts(Organisation)
    regions = _regions(language)
    rows = [
        _row(pk, titles[pk].title(language) if pk in titles else code, regions.get(pk, ""), confirmations.get(pk), people, has_address)
        for pk, code, people, has_address in _members()
    ]
    chosen = (row for row in rows if wanted.state in ("", row.state) and wanted.region in ("", row.region))
    return sorted(chosen, key=lambda row: fold(row.title))


def to_ask(rows: Iterable[ConfirmationRow]) -> list[UUID]:
    """Those of a list a letter would reach and who have not confirmed yet."""
    return [row.id for row in rows if row.state in ("open", "asked")]


def _members() -> Any:
    running = Membership.objects.filter(organisation=OuterRef("pk"), until__isnull=True)
    acting = Count("delegates", filter=Q(delegates__ended_at__isnull=True, delegates__user__is_active=True))
    address = Exists(PrivateContact.objects.filter(organisation=OuterRef("pk")))
    members = Organisation.objects.public().filter(Exists(running))
    return members.annotate(people=acting, has_address=address).order_by("pk").values_list("pk", "code", "people", "has_address")


def _regions(language: str) -> dict[UUID, str]:
    """The world region of each organisation's first territory."""
    known = places(language)
    links = Organisation.territories.through.objects.order_by("-pk").values_list("organisation_id", "territory_id")
    return {organisation: known.by_id[territory].region for organisation, territory in links if territory in known.by_id}


def _row(pk: UUID, title: str, region: str, asked: Confirmation | None, people: int, has_address: bool) -> ConfirmationRow:  # noqa: FBT001, PLR0917 -- columns of one row
    if asked is not None and asked.confirmed_at is not None:
        state = "confirmed"
    elif not people and not has_address:
        state = "unreachable"
    else:
        state = "asked" if asked else "open"
    return ConfirmationRow(pk, title, region, state, asked.asked_at if asked else None, asked.confirmed_at if asked else None, people)
