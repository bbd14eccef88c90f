"""What coordinators see of transfers at a glance: where they stand, what is late, how they flow, where nothing comes or goes."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from cities.commons.places.queries import Place, Places, places
from cities.commons.practices.models import PracticeText
from cities.desk.diagrams import Sankey, Series, sankey, steps
from cities.transfer.projects.models import Deliverable
from cities.transfer.projects.phases import CODES, GUIDES
from cities.transfer.projects.queries import Blind, Standing, TransferLine, adoption_by_year, blind_spots, flows, lineages, standings
from cities.transfer.projects.queries.standing import practices_without_transfer
from cities.translation.languages import language_name
from cities.translation.models import TextState


@dataclass(frozen=True)
class StandingRow:
    standing: Standing
    start: str
    end: str

    @property
    def phase(self) -> str:
        return str(GUIDES[self.standing.phase].label)


@dataclass(frozen=True)
class PhaseCount:
    code: str
    label: str
    count: int
    late: int


@dataclass(frozen=True)
class FlowTable:
    drawing: Sankey | None
    rows: tuple[tuple[str, str, int], ...]


@dataclass(frozen=True)
class BlindRow:
    name: str
    blind: Blind


@dataclass(frozen=True)
class TransfersOverview:
    rows: tuple[StandingRow, ...]
    phases: tuple[PhaseCount, ...]
    stopped: int
    late: tuple[StandingRow, ...]
    waiting: tuple[StandingRow, ...]
    years: tuple[tuple[int, int, int], ...]
    begun: Series | None
    used: Series | None
    between_regions: FlowTable
    between_languages: FlowTable
    blind: tuple[BlindRow, ...]
    never_taken_up: int


def transfers_overview(*, language: str, today: date) -> TransfersOverview:
    """Some thirty queries, however many transfers. Flows and years are of what is public; the rest of everything."""
    known = places(language)
    rows = tuple(_row(standing, known) for standing in standings(today=today))
    found = lineages().transfers
    running = [row for row in rows if not row.standing.stopped_on]
    counts = Counter(row.standing.phase for row in running)
    late = Counter(row.standing.phase for row in running if row.standing.is_late)
    years = adoption_by_year(found)
    most = max((begun for _year, begun, _used in years), default=0)
    spans = [year for year, _begun, _used in years]
    return TransfersOverview(
        rows=rows,
        phases=tuple(PhaseCount(code, str(GUIDES[code].label), counts[code], late[code]) for code in CODES),
        stopped=len(rows) - len(running),
        late=tuple(row for row in running if row.standing.is_late or row.standing.overdue),
        waiting=tuple(row for row in running if not row.standing.is_public and row.standing.waits_for),
        years=years,
        begun=steps(spans, [begun for _year, begun, _used in years], name="begun", most=most) if years else None,
        used=steps(spans, [used for _year, _begun, used in years], name="used", most=most) if years else None,
        between_regions=_between_regions(found, known),
        between_languages=_between_languages(found, language),
        blind=tuple(BlindRow(known.by_code[one.region].name, one) for one in blind_spots(found, places=known)),
        never_taken_up=practices_without_transfer(),
    )


def _row(standing: Standing, known: Places) -> StandingRow:
    return StandingRow(standing, _names(known.known(standing.origins)), _names(known.known(standing.territories)))


def _names(found: Iterable[Place]) -> str:
    return ", ".join(place.name for place in found)


def _between_regions(found: Iterable[TransferLine], known: Places) -> FlowTable:
    lines = tuple(found)
    starts = {line.id: _regions(line.origins, known) for line in lines}
    ends = {line.id: _regions(line.territories, known) for line in lines}
    return _table([(flow.start, flow.end, flow.count) for flow in flows(lines, starts=starts, ends=ends)])


def _regions(keys: Iterable[UUID], known: Places) -> tuple[str, ...]:
    regions = dict.fromkeys(place.region for place in known.known(keys))
    return tuple(known.by_code[code].name for code in regions if code in known.by_code)


def _between_languages(found: Iterable[TransferLine], language: str) -> FlowTable:
    """From the language a practice was told in to those of what came of it: the practice it became, else what was made."""
    lines = tuple(found)
    wanted = {key for line in lines for key in (*line.practices, line.result) if key}
    originals = PracticeText.objects.filter(record__in=wanted, state=TextState.ORIGINAL).values_list("record_id", "language")
    told = {key: language_name(tag, in_language=language) for key, tag in originals}
    made: dict[UUID, dict[str, None]] = {}
    products = Deliverable.objects.filter(transfer__in=[line.id for line in lines]).exclude(language="")
    for key, tag in products.values_list("transfer_id", "language"):
        made.setdefault(key, {})[language_name(tag, in_language=language)] = None
    starts = {line.id: tuple({told[key]: None for key in line.practices if key in told}) for line in lines}
    ends = {line.id: (told[line.result],) if line.result in told else tuple(made.get(line.id, ())) for line in lines}
    return _table([(flow.start, flow.end, flow.count) for flow in flows(lines, starts=starts, ends=ends)])


def _table(rows: list[tuple[str, str, int]]) -> FlowTable:
    return FlowTable(sankey(rows), tuple(rows))
