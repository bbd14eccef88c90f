"""Transfers as lists show them: an arrow with four phases, from where to where, and how far it has come."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from babel.numbers import format_decimal
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cities.commons.members.models import Organisation
from cities.commons.places.queries import Place
from cities.portal.queries.lists import Surroundings, region_of, where
from cities.portal.reading import Words, words_of
from cities.transfer.projects.models import LocalActor, StopReason, Transfer, Trigger
from cities.transfer.projects.phases import CODES, GUIDES
from cities.transfer.projects.queries import TransferLine, Uptake, for_lines, lines_of

# How exact a count is, in a sign.
SIGNS = {"about": "≈\xa0", "more-than": ">\xa0", "less-than": "<\xa0", "up-to": "≤\xa0"}


@dataclass(frozen=True)
class ShownPhase:
    """One of the four on the arrow."""

    code: str
    label: str
    is_past: bool
    is_current: bool


@dataclass(frozen=True)
class TransferCard:
    """`role` says what the organisation of the page has to do with it, where there is one."""

    line: TransferLine
    title: Words | str
    summary: Words | None
    start: str
    end: str
    region: str
    origins: tuple[Place, ...]
    territories: tuple[Place, ...]
    phases: tuple[ShownPhase, ...]
    uptake: tuple[str, ...]
    role: str = ""

    @property
    def url(self) -> str:
        return reverse("portal:transfer", args=[self.line.code])

    @property
    def phase(self) -> str:
        return str(GUIDES[self.line.phase].label)

    @property
    def stop_reason(self) -> str:
        return str(StopReason(self.line.stop_reason).label) if self.line.stop_reason else ""

    @property
    def trigger(self) -> str:
        return str(Trigger(self.line.trigger).label) if self.line.trigger else ""


def card(line: TransferLine, *, around: Surroundings, role: str = "") -> TransferCard:
    origins, territories = tuple(around.places.known(line.origins)), tuple(around.places.known(line.territories))
    return TransferCard(
        line=line,
        title=words_of(line.texts, "title", language=around.language) or line.code,
        summary=words_of(line.texts, "summary", language=around.language),
        start=where(origins, around.places) or line.origin_name,
        end=where(territories, around.places) or line.destination_name,
        region=region_of(territories),
        origins=origins,
        territories=territories,
        phases=shown_phases(line.phase),
        uptake=tuple(said_with_year(one) for one in line.latest_uptake),
        role=role,
    )


def cards(lines: Iterable[TransferLine], *, around: Surroundings) -> tuple[TransferCard, ...]:
    return tuple(card(line, around=around) for line in lines)


def shown_phases(phase: str) -> tuple[ShownPhase, ...]:
    place = CODES.index(phase)
    return tuple(ShownPhase(code, str(GUIDES[code].label), number < place, number == place) for number, code in enumerate(CODES))


def said(one: Uptake) -> str:
    """`21`, `≈ 50`, `> 100`: short enough for a drawing."""
    return f"{SIGNS.get(one.figure.qualifier, '')}{format_decimal(one.value, locale=_locale())}"


def said_with_year(one: Uptake) -> str:
    return _("%(number)s in %(year)s") % {"number": said(one), "year": one.year}


def transfers_of(organisation: Organisation, *, around: Surroundings) -> tuple[TransferCard, ...]:
    """The public transfers an organisation gives, takes up, or sits in the local group of: one query when there are none."""
    local = LocalActor.objects.filter(organisation=organisation.pk)
    mine = Q(origin=organisation.pk) | Q(destination=organisation.pk) | Q(pk__in=local.values("transfer"))
    found = lines_of(for_lines(Transfer.objects.public().filter(mine).order_by("code")))
    return tuple(card(line, around=around, role=_role(line, organisation.pk)) for line in found)


def place_of_organisation(organisation: Organisation, *, around: Surroundings) -> str:
    return where(around.places.known(place.pk for place in organisation.territories.all()), around.places)


def transfers_to(place: Place, *, around: Surroundings, most: int) -> tuple[TransferCard, ...]:
    """Public transfers that come to a territory or leave it: one query when there are none."""
    inside = Q(territories__path__startswith=place.path) | Q(origins__path__startswith=place.path)
    keys = Transfer.objects.public().filter(inside).values("pk")
    return cards(lines_of(for_lines(Transfer.objects.public().filter(pk__in=keys).order_by("code")[:most])), around=around)


def _role(line: TransferLine, key: UUID) -> str:
    if line.origin == key:
        return _("gives the practice")
    return _("takes the practice up") if line.destination == key else _("in the local group")


def _locale() -> Any:
    language = get_language() or "en"
    return "en_GB" if language == "en" else language.replace("-", "_")
