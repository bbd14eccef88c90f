"""Noting where something comes from; figures as rows a form holds."""

import uuid
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from cities.provenance.models import Figure, Source

# Year, number, precision, what is counted, unit, title of the source, its address: strings all of them.
FigureRow = tuple[str, ...]


def source_called(title: str, url: str) -> Source:
    """One already here, by address and title; a new one is noted."""
    found = Source.objects.filter(title=title, url=url).first()
    return found or Source.objects.create(code=f"source-{uuid.uuid4().hex[:12]}", title=title, url=url)


def figure_rows(figures: Iterable[Any]) -> tuple[FigureRow, ...]:
    """Of figures of records, without those that say why there is no number."""
    return tuple(_row(figure) for figure in figures if figure.value is not None)


def figures_of(rows: Sequence[FigureRow], *, before: Iterable[Any], model: type[Figure], **given: Any) -> list[Any]:
    """Figures for the rows. Those that stay as they were keep their territory and place in the source; those without a number stay."""
    rows_before = list(before)
    # Two that differ only in territory or page are the same row: each stands for one of them, in their order.
    known: dict[FigureRow, list[Any]] = {}
    for figure in rows_before:
        if figure.value is not None:
            known.setdefault(_row(figure), []).append(figure)
    told = [known[row].pop(0) if known.get(row) else _figure(row, model, given) for row in rows]
    return [*(figure for figure in rows_before if figure.value is None), *told]


def _row(figure: Any) -> FigureRow:
    value = f"{figure.plain_value:f}"
    return (str(figure.year or ""), value, figure.qualifier, figure.measure_id, figure.unit, figure.source.title, figure.source.url)


def _figure(row: FigureRow, model: type[Figure], given: dict[str, Any]) -> Figure:
    year, value, qualifier, measure, unit, title, url = row
    return model(
        year=int(year) if year else None,
        value=Decimal(value),
        qualifier=qualifier or Figure.Qualifier.EXACT,
        unit=unit,
        source=source_called(title, url),
        **{"measure_id": measure, **given},
    )
