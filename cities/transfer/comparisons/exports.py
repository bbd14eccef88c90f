"""A comparison as tables: a row a cell, and the codebook that explains the codes. The same whatever language they are asked for in."""

from collections.abc import Iterator, Sequence
from typing import Any

from cities.commons.instruments.definition import ItemDefinition, Wording
from cities.core.spreadsheets import Row
from cities.transfer.comparisons.queries import IN_WORDS, PERSON, RECORD, Cell, Criterion, Grid

COLUMNS = (
    ("comparison", "code of the comparison"),
    ("subject_kind", "practice, transfer or territory"),
    ("subject", "code of the record compared"),
    ("subject_id", "identifier of the record: /id/… leads to its page"),
    ("section", "code of the section of the grid"),
    ("item", "code of the criterion"),
    ("type", "type of the criterion"),
    ("state", "answered, not-applicable, no-answer, or not-known: nobody has said it"),
    ("value", "codes (several parted by a space), a number, a day, or words"),
    ("unit", "unit of a number"),
    ("year", "year a figure speaks of"),
    ("precision", "how exact a figure is: exact, about, more-than, less-than, up-to"),
    ("language", "language of words"),
    ("filled_by", "record: read from the record; person: said by somebody"),
    ("source", "code of the document it is known from"),
    ("source_title", "title of the document"),
    ("source_url", "address of the document"),
    ("locator", "page, line or section of the document"),
    ("said_by", "code of the organisation that says so"),
    ("role", "what whoever says so does there"),
)
STATES = (
    ("answered", "it is known"),
    ("not-applicable", "it does not apply to the subject"),
    ("no-answer", "it was asked and nobody answered"),
    ("not-known", "nobody has said it; never nought"),
)


def cell_rows(grid: Grid) -> Iterator[Row]:
    """Criteria in the order of the grid, subjects in the order of the table. A further figure of another source is a row of its own."""
    yield [name for name, _meaning in COLUMNS]
    for criterion in grid.criteria:
        for column, cell in zip(grid.columns, criterion.cells, strict=True):
            subject = _subject(grid, column.record)
            for told in _told(criterion, cell):
                yield [*subject, criterion.section.code, criterion.item.code, criterion.item.type, *told]


def codebook_rows(grid: Grid) -> Iterator[Row]:
    """What columns, states, criteria and options mean; labels in every language of the grid."""
    languages = grid.definition.languages
    yield ["what", "item", "code", "type", "unit", *(f"label:{language}" for language in languages)]
    for name, meaning in COLUMNS:
        yield ["column", "", name, "", "", *_english(meaning, languages)]
    for state, meaning in STATES:
        yield ["state", "", state, "", "", *_english(meaning, languages)]
    for criterion in grid.criteria:
        item = criterion.item
        yield ["item", item.code, "", item.type, item.unit, *_said(item.label, languages)]
        for options, what in ((item.rows, "row"), (item.options, "option")):
            for option in options:
                yield [what, item.code, option.code, "", "", *_said(option.label, languages)]


def _subject(grid: Grid, record: Any) -> list[str]:
    return [grid.comparison.code, grid.comparison.kind, record.code, str(record.pk)]


def _told(criterion: Criterion, cell: Cell) -> Iterator[list[Any]]:
    item, said = criterion.item, cell.said
    state = said.absence or ("answered" if cell.is_known else "not-known")
    value = "" if state != "answered" else _value(item, said.value)
    language = cell.wording.original if item.type in IN_WORDS and value else ""
    stated = cell.reading.stated if cell.filled_by == RECORD and value else ()
    if stated:
        for one in stated:
            facts = [one.value, one.unit, one.year or "", one.qualifier, "", RECORD, one.source.code, one.source.title, one.source.url]
            yield [state, *facts, one.locator, "", ""]
        return
    unit = item.unit if value else ""
    yield [state, value, unit, "", "", language, cell.filled_by, *_known_from(item, cell)]


def _known_from(item: ItemDefinition, cell: Cell) -> list[str]:
    row = cell.source if cell.filled_by == PERSON else None
    if row is None:
        return [""] * 6
    source, organisation = row.source, row.organisation
    by = organisation.code if organisation is not None and organisation.is_public else ""
    document = [source.code, source.title, source.url] if source else ["", "", ""]
    return [*document, row.locator, by, row.role]


def _value(item: ItemDefinition, value: Any) -> str:
    if isinstance(value, dict):
        # In the order of the grid: databases do not all keep that of the answer.
        return " ".join(f"{row.code}={value[row.code]}" for row in item.rows if row.code in value)
    return " ".join(map(str, value)) if isinstance(value, list) else str(value)


def _said(label: Wording, languages: Sequence[str]) -> list[str]:
    return [label.words.get(language, "") for language in languages]


def _english(meaning: str, languages: Sequence[str]) -> list[str]:
    return [meaning if language == "en" else "" for language in languages]
