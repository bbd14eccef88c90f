"""Comparisons as the desk lists them, and what grids are filled from."""

from dataclasses import dataclass
from typing import Any

from cities.commons.instruments.definition import ItemDefinition
from cities.commons.instruments.models import InstrumentVersion
from cities.commons.instruments.queries import definition_of
from cities.commons.members.models import Organisation
from cities.transfer.comparisons.models import Binding, Comparison, Kind
from cities.transfer.comparisons.queries import ComparisonLine, criteria_of, grid_versions, lines_of, offered_fields
from cities.translation.languages import best_language


@dataclass(frozen=True)
class ComparisonRow:
    line: ComparisonLine
    title: str
    owner: str
    kind: str
    grid: str
    state: str


@dataclass(frozen=True)
class GridRow:
    code: str
    title: str
    number: int


@dataclass(frozen=True)
class ComparisonsOverview:
    """Those that wait for publication first; every grid there is."""

    rows: tuple[ComparisonRow, ...]
    grids: tuple[GridRow, ...]

    @property
    def waiting(self) -> tuple[ComparisonRow, ...]:
        return tuple(row for row in self.rows if row.line.asked_at)


@dataclass(frozen=True)
class BoundItem:
    item: ItemDefinition
    label: str
    bound: str
    offered: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class BoundGrid:
    version: InstrumentVersion
    kind: str
    title: str
    rows: tuple[BoundItem, ...]


def comparisons_overview(*, language: str) -> ComparisonsOverview:
    """Six queries, and those of grids this process has not read before."""
    lines = sorted(lines_of(Comparison.objects.all()), key=lambda line: (line.asked_at is None,))
    owners = Organisation.objects.filter(pk__in={line.organisation for line in lines if line.organisation}).prefetch_related("texts")
    names = {owner.pk: str(owner.best_text(language) or owner.code) for owner in owners}
    grids = tuple(
        GridRow(version.instrument.code, definition_of(version).title.shown_in(language), version.number) for version in grid_versions()
    )
    titles = {grid.code: grid.title for grid in grids}
    return ComparisonsOverview(tuple(_row(line, names, grids=titles, language=language) for line in lines), grids)


def bound_grid(code: str, kind: str, *, language: str) -> BoundGrid | None:
    version = next((version for version in grid_versions() if version.instrument.code == code), None)
    if version is None:
        return None
    definition = definition_of(version)
    bound = dict(Binding.objects.filter(instrument=version.instrument_id, kind=kind).values_list("item_code", "field"))
    rows = tuple(
        BoundItem(item, item.label.shown_in(language) or item.code, bound.get(item.code, ""), offered)
        for _section, item in criteria_of(definition)
        if (offered := offered_fields(kind, item, language=language))
    )
    return BoundGrid(version, kind, definition.title.shown_in(language), rows)


def _row(line: ComparisonLine, names: dict[Any, str], *, grids: dict[str, str], language: str) -> ComparisonRow:
    titles = {text.language: text.title for text in line.texts if text.title}
    return ComparisonRow(
        line,
        titles.get(best_language(titles, language) or "", line.code),
        names.get(line.organisation, ""),
        str(Kind(line.kind).label),
        grids.get(line.grid, line.grid),
        str(Comparison.State(line.state).label),
    )
