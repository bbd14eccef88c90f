"""Where a practice has travelled, drawn over the years and on the map, said in a sentence and told as a table."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cities.commons.practices.models import Practice
from cities.portal.queries.glances import Glance, glances
from cities.portal.queries.lists import Surroundings, region_of, where
from cities.portal.queries.transfers.flows import FlowPlate, flow_plate
from cities.portal.queries.transfers.shown import TransferCard, card, said
from cities.transfer.projects.lineages import NARROW, WIDE, Branch, Drawing, Stretch, drawing, in_order
from cities.transfer.projects.moments import place_of, year_of
from cities.transfer.projects.phases import REUSE
from cities.transfer.projects.queries import Lineage, TransferLine, lineage_of, transfers_of_practice

# What nobody dated still has a place in the table.
LEAD = 0.6


@dataclass(frozen=True)
class Station:
    """A row of the table: one place a practice went to. `counts` are said with their year."""

    card: TransferCard
    came_from: str
    depth: int
    began: str
    pilots: int
    counts: tuple[str, ...]


@dataclass(frozen=True)
class ShownLineage:
    """`drawings`: wide and narrow, the same; empty where nothing is dated. `sentences` say what the drawing shows."""

    drawings: tuple[Drawing, ...]
    stations: tuple[Station, ...]
    undated: tuple[TransferCard, ...]
    sentences: tuple[str, ...]
    map: FlowPlate | None
    practice: UUID | None = None

    @property
    def in_use(self) -> tuple[Station, ...]:
        return tuple(station for station in self.stations if station.card.line.is_in_use)


def travels_of(practice: Practice, *, around: Surroundings) -> ShownLineage | None:
    """Where a practice has gone or has come from; one query where nobody knows of any."""
    if not transfers_of_practice(practice):
        return None
    found = lineage_of(practice=practice.pk)
    return shown_lineage(found, around=around, practice=practice.pk) if found else None


def shown_lineage(found: Lineage, *, around: Surroundings, practice: UUID | None = None) -> ShownLineage:
    """Two queries more, for the titles of practices."""
    named = glances([Practice.objects.filter(pk__in=[origin.id for origin in found.origins])], language=around.language)
    cards = {line.id: card(line, around=around) for line in found.transfers}
    branches = _branches(found, cards, named, around=around)
    ordered = in_order(branches.values())
    depths = _depths(branches)
    stations = tuple(
        _station(cards[key], branches, found, depth=depths[branch.key])
        for branch in ordered
        if (key := UUID(branch.key) if branch.parents else None) in cards
    )
    drawings = tuple(drawn for width in (WIDE, NARROW) if (drawn := drawing(ordered, width=width)))
    undated = tuple(shown for key, shown in cards.items() if str(key) not in branches)
    flows = [(shown.origins, shown.territories) for shown in cards.values()]
    return ShownLineage(drawings, stations, undated, _sentences(stations, undated), flow_plate(flows, places=around.places), practice)


def _branches(
    found: Lineage, cards: Mapping[UUID, TransferCard], named: Mapping[UUID, Glance], *, around: Surroundings
) -> dict[str, Branch]:
    """Origins and transfers that have a date; a transfer whose practice is not in the commons gets an origin of its own."""
    dated = [line for line in found.transfers if line.began is not None]
    branches = {str(line.id): _branch(line, cards[line.id], found) for line in dated}
    wanted = {key for branch in branches.values() for key in branch.parents}
    today = timezone.localdate()
    for origin in found.origins:
        if str(origin.id) in wanted and origin.id in named:
            children = [branch.began for branch in branches.values() if str(origin.id) in branch.parents]
            places = around.places.known(origin.territories)
            branches[str(origin.id)] = Branch(
                key=str(origin.id),
                label=str(named[origin.id].title),
                detail=_origin_detail(where(places, around.places), origin.started),
                began=float(origin.started) if origin.started else min(children) - LEAD,
                ended=today.year + today.month / 12 if origin.is_running and origin.started else max(children) + LEAD,
                is_open=origin.is_running,
                region=region_of(places),
                url=named[origin.id].url,
            )
    for line in dated:
        branch = branches[str(line.id)]
        if not any(key in branches for key in branch.parents):
            branches |= _nameless_origin(branch, cards[line.id])
    return branches


def _nameless_origin(branch: Branch, shown: TransferCard) -> dict[str, Branch]:
    key = f"before {branch.key}"
    start = shown.start or _("where it comes from")
    origin = Branch(key, start, "", branch.began - LEAD, branch.began + LEAD, is_open=False, region=region_of(shown.origins))
    return {key: origin, branch.key: Branch(**{**branch.__dict__, "parents": (key,)})}


def _branch(line: TransferLine, shown: TransferCard, found: Lineage) -> Branch:
    began, last = line.began or 0.0, line.last_known or 0.0
    years: dict[int, list[str]] = {}
    most: dict[int, float] = {}
    for one in line.uptake:
        years.setdefault(one.year, []).append(said(one))
        most[one.year] = max(most.get(one.year, 0.0), float(one.value))
    return Branch(
        key=str(line.id),
        label=shown.end or shown.line.code,
        detail=_detail(shown),
        began=began,
        ended=max(last, began + 0.25),
        parents=tuple(str(key) for key in found.parents(line)),
        stretches=_stretches(line, began, max(last, began + 0.25)),
        pilots=tuple(place_of(pilot) for pilot in line.pilots),
        counts=tuple((year + 0.5, most[year], " / ".join(dict.fromkeys(numbers))) for year, numbers in sorted(years.items())),
        is_open=not line.stopped_on,
        is_stopped=bool(line.stopped_on),
        region=shown.region,
        url=shown.url,
    )


def _stretches(line: TransferLine, began: float, ended: float) -> tuple[Stretch, ...]:
    """Each phase until the next began; a phase nobody dated begins where the one before ended."""
    starts: list[tuple[str, float]] = []
    reached = began
    for stay in line.stays:
        since = next((year + 0.5 for year in [line.in_use_since] if year and stay.phase == REUSE and not stay.began), None)
        start = max(place_of(stay.began) if stay.began else since or reached, reached)
        starts.append((stay.phase, start))
        reached = max(start, place_of(stay.ended) if stay.ended else start)
    starts = starts or [(line.phase, began)]
    ends = [*(start for _phase, start in starts[1:]), max(ended, starts[-1][1])]
    return tuple(Stretch(phase, start, end) for (phase, start), end in zip(starts, ends, strict=True))


def _station(shown: TransferCard, branches: Mapping[str, Branch], found: Lineage, *, depth: int) -> Station:
    parents = branches[str(shown.line.id)].parents
    return Station(
        card=shown,
        came_from=", ".join(branches[key].label for key in parents if key in branches),
        depth=depth,
        began=shown.line.first_moment,
        pilots=len(shown.line.pilots),
        counts=tuple(f"{year}: {' / '.join(numbers)}" for year, numbers in _by_year(shown.line).items()),
    )


def _by_year(line: TransferLine) -> dict[int, list[str]]:
    years: dict[int, list[str]] = {}
    for one in line.uptake:
        years.setdefault(one.year, []).append(said(one))
    return years


def _depths(branches: Mapping[str, Branch]) -> dict[str, int]:
    def depth(key: str, seen: frozenset[str]) -> int:
        parent = next((parent for parent in branches[key].parents if parent in branches and parent not in seen), None)
        return 0 if parent is None else 1 + depth(parent, seen | {parent})

    return {key: depth(key, frozenset({key})) for key in branches}


def _detail(shown: TransferCard) -> str:
    if shown.line.stopped_on:
        return _("stopped: %(reason)s") % {"reason": shown.stop_reason}
    return " · ".join([shown.phase, *shown.uptake[:1]])


def _origin_detail(place: str, started: int | None) -> str:
    return f"{place}, {_('since %(year)s') % {'year': started}}" if started else place


def _sentences(stations: Iterable[Station], undated: tuple[TransferCard, ...]) -> tuple[str, ...]:
    """What a newcomer should have read off the drawing."""
    told = list(stations)
    if not told:
        return ()
    first = min(told, key=lambda station: station.card.line.began or 0)
    in_use = [station for station in told if station.card.line.is_in_use]
    counted = [f"{station.card.end} ({'; '.join(station.counts)})" for station in told if station.counts]
    sentences = [
        ngettext("It has been on its way to %(count)s place.", "It has been on its way to %(count)s places.", len(told))
        % {"count": len(told)},
        _("The first was %(place)s, in %(year)s.") % {"place": first.card.end, "year": year_of(first.began)},
        ngettext("It is in use in %(count)s of them.", "It is in use in %(count)s of them.", len(in_use)) % {"count": len(in_use)},
    ]
    if counted:
        sentences.append(_("Counted in use: %(counts)s.") % {"counts": "; ".join(counted)})
    if undated:
        sentences.append(
            ngettext("Of %(count)s more, nobody told us the year.", "Of %(count)s more, nobody told us the year.", len(undated))
            % {"count": len(undated)}
        )
    return tuple(capfirst(sentence) for sentence in sentences)
