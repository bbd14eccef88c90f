"""What coordinators see of all needs, offers and matches, private ones too; and where the network is blind."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Q
from django.utils import timezone

from cities.commons.members.models import Organisation
from cities.commons.places.queries import Places, places
from cities.commons.vocabulary.queries import ConceptNode, vocabularies
from cities.search.queries import stock
from cities.transfer.matching.models import Introduction, Match, Matching
from cities.transfer.needs.models import Call, Need, Offer
from cities.transfer.needs.queries import KINDS

THEMES = "themes"
STATES = ("unanswered", "waiting", "accepted", "help", "closed")


@dataclass(frozen=True)
class CallRow:
    """A need or offer as coordinators list it. `state` is one of STATES, or open for an offer."""

    id: UUID
    kind: str
    sentence: str
    language: str
    organisation: str
    organisation_id: UUID
    visibility: str
    until: date | None
    changed_at: datetime
    urgency: str
    state: str
    waiting: int
    accepted: int
    declined: int
    capacity: int | None
    taken: int


@dataclass(frozen=True)
class Figures:
    """Counts that should go to zero first: needs nobody has an answer for, and members still looking."""

    open_needs: int
    unanswered: int
    helped: int
    waiting: int
    accepted: int
    declined: int
    asked: int
    introduced: int
    refused: int
    open_offers: int
    refusals: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Cell:
    """What there is about a theme in a region: practices and offers to give, needs that ask."""

    practices: int
    offers: int
    needs: int

    @property
    def is_blind(self) -> bool:
        return not self.practices and not self.offers

    @property
    def is_asked(self) -> bool:
        return self.is_blind and bool(self.needs)


@dataclass(frozen=True)
class BlindSpots:
    """Themes down, regions of the world across; needs stand in the region of the member that has them."""

    regions: tuple[tuple[str, str], ...]
    rows: tuple[tuple[str, str, tuple[Cell, ...]], ...]

    @property
    def blind(self) -> int:
        return sum(cell.is_blind for _key, _label, cells in self.rows for cell in cells)

    @property
    def asked(self) -> int:
        return sum(cell.is_asked for _key, _label, cells in self.rows for cell in cells)


def call_rows(kind: str, *, language: str, state: str = "") -> list[CallRow]:
    """All of a kind, those nobody has an answer for first: five queries, however many there are."""
    counted: dict[str, Any] = {}
    parts: Any = ("texts", "organisation__texts")
    if kind == "need":
        counted = {name: Count("matches", filter=Q(matches__state=of)) for name, of in _BY_STATE.items()}
    found = KINDS[kind]._default_manager.annotate(**counted).select_related("organisation")
    calls = list(found.prefetch_related(*parts))
    helped = set(Matching.objects.filter(asked_help_at__isnull=False).values_list("need", flat=True)) if kind == "need" else set()
    taken = _taken() if kind == "offer" else Counter()
    rows = [_row(kind, call, language, is_helped=call.pk in helped, taken=taken[call.pk]) for call in calls]
    shown = (row for row in rows if state in ("", row.state))
    order = {name: place for place, name in enumerate(("help", "unanswered", "waiting", "open", "accepted", "closed"))}
    return sorted(shown, key=lambda row: (order[row.state], -row.changed_at.timestamp()))


def figures() -> Figures:
    """Seven queries."""
    needs = Need.objects.open().annotate(found=Count("matches", filter=~Q(matches__state=Match.State.DECLINED)))
    by_state = Counter(dict(Match.objects.order_by().values_list("state").annotate(Count("pk"))))
    introductions = Counter(dict(Introduction.objects.order_by().values_list("state").annotate(Count("pk"))))
    refusals = Match.objects.exclude(refusal="").order_by().values_list("refusal").annotate(n=Count("pk"))
    return Figures(
        open_needs=needs.count(),
        unanswered=needs.filter(found=0).count(),
        helped=Matching.objects.filter(asked_help_at__isnull=False, need__in=Need.objects.open()).count(),
        waiting=Match.objects.waiting().count(),
        accepted=by_state[Match.State.ACCEPTED],
        declined=by_state[Match.State.DECLINED],
        asked=introductions[Introduction.State.ASKED],
        introduced=introductions[Introduction.State.AGREED],
        refused=introductions[Introduction.State.REFUSED],
        open_offers=Offer.objects.open().count(),
        refusals=tuple(sorted(((str(Match.Refusal(code).label), n) for code, n in refusals), key=lambda pair: -pair[1])),
    )


def unanswered_needs() -> int:
    """Open needs nothing fits, and those whose member asks for help: two queries."""
    needs = Need.objects.open().annotate(found=Count("matches", filter=~Q(matches__state=Match.State.DECLINED)))
    count: int = needs.filter(Q(found=0) | Q(matching__asked_help_at__isnull=False)).count()
    return count


def blind_spots(*, language: str) -> BlindSpots:
    """From the index and the open needs and offers: seven queries."""
    held, known = stock(), places(language)
    regions = tuple((region.code, region.name) for region in known.regions())
    themes = vocabularies(language).trees.get(THEMES, ())
    practices = held.shelf.having("kind", ("practice",))
    needs, offers = (_asked_where(model, known) for model in (Need, Offer))
    rows = []
    for theme in themes:
        about = practices & held.shelf.having("concept_in", (theme.key,))
        cells = tuple(
            Cell((about & held.shelf.having("place", (code,))).bit_count(), _count(offers, theme, code), _count(needs, theme, code))
            for code, _name in regions
        )
        rows.append((theme.key, theme.label, cells))
    return BlindSpots(regions, tuple(rows))


_BY_STATE = {"waiting": Match.State.PROPOSED, "accepted": Match.State.ACCEPTED, "declined": Match.State.DECLINED}


def _row(kind: str, call: Any, language: str, *, is_helped: bool, taken: int) -> CallRow:
    text, name = call.best_text(language), call.organisation.best_text(language)
    waiting, accepted, declined = (getattr(call, name, 0) for name in _BY_STATE)
    return CallRow(
        id=call.pk,
        kind=kind,
        sentence=text.sentence if text else "",
        language=text.language if text else "",
        organisation=name.name if name else call.organisation.code,
        organisation_id=call.organisation_id,
        visibility=str(call.get_visibility_display()),
        until=call.until,
        changed_at=call.changed_at,
        urgency=str(call.get_urgency_display()) if kind == "need" else "",
        state=_state(kind, call, waiting, accepted, is_helped=is_helped),
        waiting=waiting,
        accepted=accepted,
        declined=declined,
        capacity=getattr(call, "capacity", None),
        taken=taken,
    )


def _state(kind: str, call: Call, waiting: int, accepted: int, *, is_helped: bool) -> str:  # noqa: PLR0917 -- counts of one row
    if not call.is_open:
        return "closed"
    if kind == "offer":
        return "open"
    if is_helped:
        return "help"
    return "accepted" if accepted else "waiting" if waiting else "unanswered"


def _taken() -> Counter[UUID]:
    found = Introduction.objects.open().filter(match__kind=Match.Kind.OFFER).values_list("match__subject", flat=True)
    return Counter(found)


def _asked_where(model: type[Call], known: Places) -> list[tuple[frozenset[str], frozenset[str]]]:
    """Of each open need or offer the concepts and the regions of its member."""
    found = model._default_manager.filter(closed_at__isnull=True).exclude(until__lt=timezone.localdate())
    told = []
    for call in found.select_related("organisation").prefetch_related("concepts", "organisation__territories"):
        here = known.known(_territories(call.organisation))
        told.append((frozenset(concept.key for concept in call.concepts.all()), frozenset(place.region for place in here)))
    return told


def _territories(organisation: Organisation) -> Iterable[UUID]:
    return [*([organisation.seat_id] if organisation.seat_id else []), *(territory.pk for territory in organisation.territories.all())]


def _count(told: Collection[tuple[frozenset[str], frozenset[str]]], theme: ConceptNode, region: str) -> int:
    keys = set(theme.keys)
    return sum(1 for concepts, regions in told if region in regions and concepts & keys)
