"""What pages, feeds and the desk ask of transfers."""

from cities.transfer.projects.queries.adoptions import adoptions
from cities.transfer.projects.queries.evaluations import evaluation_rows, spreads
from cities.transfer.projects.queries.frame import FrameOffers, frame_offers
from cities.transfer.projects.queries.lineage import Lineage, lineage_of, lineages, transfers_of_practice
from cities.transfer.projects.queries.lines import TransferLine, Uptake, for_lines, lines_of, stays_of
from cities.transfer.projects.queries.standing import Blind, Flow, Standing, adoption_by_year, blind_spots, flows, standing_of, standings
from cities.transfer.projects.queries.work import Work, for_pages, own_transfers, work_of

__all__ = [
    "Blind",
    "Flow",
    "FrameOffers",
    "Lineage",
    "Standing",
    "TransferLine",
    "Uptake",
    "Work",
    "adoption_by_year",
    "adoptions",
    "blind_spots",
    "evaluation_rows",
    "flows",
    "for_lines",
    "for_pages",
    "frame_offers",
    "lineage_of",
    "lineages",
    "lines_of",
    "own_transfers",
    "spreads",
    "standing_of",
    "standings",
    "stays_of",
    "transfers_of_practice",
    "work_of",
]
