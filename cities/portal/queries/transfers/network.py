"""All transfers of the network: a list that can be narrowed, on the map, over the years."""

from collections import Counter
from dataclasses import dataclass

from django.http import QueryDict

from cities.commons.places.queries import Place
from cities.portal.queries.browse import surroundings
from cities.portal.queries.transfers.lineage import ShownLineage, shown_lineage
from cities.portal.queries.transfers.shown import TransferCard, cards
from cities.transfer.projects.phases import CODES, GUIDES
from cities.transfer.projects.queries import Lineage, TransferLine, lineages


@dataclass(frozen=True)
class Choice:
    """One value a list can be narrowed to, with how many it leaves."""

    code: str
    label: str
    count: int
    is_chosen: bool


@dataclass(frozen=True)
class TransfersPage:
    cards: tuple[TransferCard, ...]
    total: int
    phases: tuple[Choice, ...]
    regions: tuple[Choice, ...]
    lineage: ShownLineage
    in_use: int
    territories: int


def transfers_page(params: QueryDict, *, language: str) -> TransfersPage:
    """Fifteen queries, however many transfers; the map and the drawing show what the list shows. Values nobody knows narrow nothing."""
    around = surroundings(language)
    found = lineages()
    phase, region = params.get("phase", ""), params.get("region", "")
    regions = {line.id: {place.region for place in around.places.known((*line.origins, *line.territories))} for line in found.transfers}
    known = {place.code: place for place in around.places.regions()}
    phase, region = phase if phase in CODES else "", region if region in known else ""

    def fits(line: TransferLine, *, phase: str, region: str) -> bool:
        return (not phase or line.phase == phase) and (not region or region in regions[line.id])

    shown = tuple(line for line in found.transfers if fits(line, phase=phase, region=region))
    ordered = sorted(shown, key=lambda line: (-CODES.index(line.phase), line.began or 9999, line.code))
    phases = Counter(line.phase for line in found.transfers if fits(line, phase="", region=region))
    reached = Counter(code for line in found.transfers if fits(line, phase=phase, region="") for code in regions[line.id])
    return TransfersPage(
        cards=cards(ordered, around=around),
        total=len(shown),
        phases=tuple(Choice(code, str(GUIDES[code].label), phases[code], code == phase) for code in CODES),
        regions=tuple(_region(place, reached[place.code], region) for place in known.values() if reached[place.code]),
        lineage=shown_lineage(Lineage(found.origins, shown), around=around),
        in_use=sum(line.is_in_use for line in shown),
        territories=len({place for line in shown for place in line.territories}),
    )


def _region(place: Place, count: int, chosen: str) -> Choice:
    return Choice(place.code, place.name, count, place.code == chosen)
