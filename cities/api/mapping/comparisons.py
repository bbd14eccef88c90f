"""Comparisons as the API gives them: codes in every language the same, labels in the one asked for."""

from collections.abc import Iterable
from typing import Any

from cities.api.mapping import facts
from cities.api.mapping.addresses import permanent_address
from cities.api.mapping.texts import full_texts
from cities.api.schemas.comparisons import (
    CellWords,
    ComparedRecord,
    Comparison,
    ComparisonCell,
    ComparisonCriterion,
    ComparisonGrid,
    ComparisonList,
    ComparisonOption,
    ComparisonRecord,
    ComparisonText,
)
from cities.api.schemas.facts import Source
from cities.api.schemas.words import Label
from cities.commons.instruments.definition import Wording
from cities.transfer.comparisons.models import Kind
from cities.transfer.comparisons.queries import RECORD, Cell, Column, ComparisonLine, Criterion, Grid
from cities.translation.languages import best_language
from cities.translation.models import TextState


def comparison_list(lines: Iterable[ComparisonLine], *, total: int, language: str) -> ComparisonList:
    return ComparisonList(total=total, results=[_line(line, language) for line in lines])


def comparison_record(grid: Grid, *, language: str) -> ComparisonRecord:
    row, definition = grid.comparison, grid.definition
    return ComparisonRecord(
        id=row.pk,
        url=permanent_address(row.pk),
        code=row.code,
        kind=row.kind,  # type: ignore[arg-type]  # one of the three
        grid=ComparisonGrid(code=definition.instrument, version=definition.number, **_said(definition.title, language)),
        published_at=row.published_at,
        updated_at=row.updated_at,
        texts=full_texts(ComparisonText, list(row.texts.all())),
        records=[_record(column, row.kind, language) for column in grid.columns],
        criteria=[_criterion(criterion, grid, language) for criterion in grid.criteria],
        **_titled(row.texts.all(), language, otherwise=row.code),
    )


def _line(line: ComparisonLine, language: str) -> Comparison:
    return Comparison(
        id=line.id,
        url=permanent_address(line.id),
        code=line.code,
        kind=line.kind,  # type: ignore[arg-type]  # one of the three
        grid=line.grid,
        subjects=line.subjects,
        updated_at=line.changed_at,
        **_titled(line.texts, language, otherwise=line.code),
    )


def _record(column: Column, kind: str, language: str) -> ComparedRecord:
    texts = list(column.record.texts.all())
    field = "name" if kind == Kind.TERRITORY else "title"
    title = _title(texts, language, otherwise=column.record.code, field=field)
    return ComparedRecord(
        id=column.record.pk,
        kind=kind,  # type: ignore[arg-type]  # one of the three
        code=column.record.code,
        url=permanent_address(column.record.pk),
        **title.model_dump(),
    )


def _criterion(criterion: Criterion, grid: Grid, language: str) -> ComparisonCriterion:
    item = criterion.item
    return ComparisonCriterion(
        code=item.code,
        section=criterion.section.code,
        type=item.type,
        unit=item.unit,
        standing=str(criterion.row.standing),  # type: ignore[arg-type]  # one of the five
        options=[ComparisonOption(code=option.code, **_said(option.label, language)) for option in item.options],
        cells=[_cell(column, cell) for column, cell in zip(grid.columns, criterion.cells, strict=True)],
        **_said(item.label, language),
    )


def _cell(column: Column, cell: Cell) -> ComparisonCell:
    is_answered = cell.is_known and not cell.said.absence
    first = cell.reading.stated[0] if cell.filled_by == RECORD and cell.reading.stated else None
    words = cell.wording.words if is_answered else {}
    return ComparisonCell(
        record=column.record.pk,
        state=cell.said.absence or ("answered" if is_answered else "not-known"),  # type: ignore[arg-type]  # one of the four
        value=cell.said.value if is_answered else None,
        year=first.year if first else None,
        precision=first.qualifier if first else "",
        words=[CellWords(words=said, language=tag, is_original=tag == cell.wording.original) for tag, said in words.items()],
        filled_by=cell.filled_by,  # type: ignore[arg-type]  # one of the three
        sources=_sources(cell),
        said_by=_said_by(cell),
    )


def _sources(cell: Cell) -> list[Source]:
    if cell.filled_by == RECORD:
        return [facts.cited(one.source, one.locator) for one in cell.reading.stated]
    row = cell.source
    return [facts.cited(row.source, row.locator)] if row is not None and row.source is not None else []


def _said_by(cell: Cell) -> str:
    """An organisation that is not public is not named."""
    row = cell.source
    if row is None or row.source is not None:
        return ""
    organisation = row.organisation.code if row.organisation is not None and row.organisation.is_public else ""
    return ", ".join(part for part in (organisation, row.role) if part)


def _titled(texts: Iterable[Any], language: str, *, otherwise: str) -> dict[str, Any]:
    said = _title(texts, language, otherwise=otherwise)
    return {"title": said.label, "language": said.language, "state": said.state}


def _title(texts: Iterable[Any], language: str, *, otherwise: str, field: str = "title") -> Label:
    told = {text.language: text for text in texts if getattr(text, field)}
    original = next((tag for tag, text in told.items() if text.is_original), None)
    chosen = best_language(told, language, original=original)
    if chosen is None:
        return Label(label=otherwise, language="en", state="original")
    return Label(label=getattr(told[chosen], field), language=chosen, state=told[chosen].state)


def _said(wording: Wording, language: str) -> dict[str, Any]:
    shown = wording.language_for(language)
    state = TextState.ORIGINAL if shown == wording.original else TextState.HUMAN
    return {"label": wording.shown_in(language), "language": shown or wording.original or "en", "state": str(state)}
