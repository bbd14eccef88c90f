"""Spreadsheets in and out: workbooks of people, read within limits; and the one writer, in whose cells nothing is ever a formula."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.formula import ArrayFormula, DataTableFormula

from cities.core.archives import DAMAGE, UnsafeArchive, open_archive, refuse_doctypes
from cities.core.cells import FORMULA_STARTS, harmless

Cell = str | int | float | Decimal | bool | date | None
Row = Sequence[Cell]
# what a damaged workbook makes openpyxl and the XML parser raise (ParseError is a SyntaxError)
FAULTS = (*DAMAGE, InvalidFileException, KeyError, ValueError, TypeError, AttributeError, IndexError, SyntaxError, OSError)
# What XML 1.0 cannot hold; openpyxl would raise.
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
LONGEST_CELL = 32_767  # characters, Excel's own limit
NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\]")
LONGEST_NAME = 31


@dataclass(frozen=True, slots=True)
class SheetLimits:
    """How much a workbook may bring."""

    size: int = 5_000_000  # bytes on disk
    unpacked: int = 50_000_000
    ratio: int = 150
    parts: int = 500
    sheets: int = 30
    rows: int = 20_000
    columns: int = 500


@dataclass(frozen=True, slots=True)
class SheetRow:
    """`number` as the spreadsheet shows it; cells as texts, formulas as they are written."""

    number: int
    cells: tuple[str, ...]


def read_workbook(content: bytes, limits: SheetLimits | None = None) -> dict[str, tuple[SheetRow, ...]]:
    """The visible sheets of an xlsx file by name, without empty rows. No formula is evaluated, no link followed.

    Raises UnsafeArchive for what is no such file or beyond the limits.
    """
    limits = limits or SheetLimits()
    if len(content) > limits.size:
        raise UnsafeArchive("large-workbook", size=-(-len(content) // 1_000_000), allowed=limits.size // 1_000_000)
    with io.BytesIO(content) as stream, open_archive(stream, limits) as archive:
        refuse_doctypes(archive)
    try:
        return _sheets(content, limits)
    except FAULTS as fault:
        raise UnsafeArchive("truncated") from fault


def _sheets(content: bytes, limits: SheetLimits) -> dict[str, tuple[SheetRow, ...]]:
    book = load_workbook(io.BytesIO(content), read_only=True, data_only=False, keep_links=False)
    try:
        visible = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
        return {sheet.title: tuple(_rows(sheet, limits)) for sheet in visible[: limits.sheets]}
    finally:
        book.close()


def _rows(sheet: Any, limits: SheetLimits) -> Iterator[SheetRow]:
    # the size a file claims may be far off: what counts are its cells
    sheet.reset_dimensions()
    for number, values in enumerate(sheet.iter_rows(max_col=limits.columns, values_only=True), 1):
        if number > limits.rows:
            raise UnsafeArchive("long-sheet", allowed=limits.rows)
        cells = tuple(_as_text(value) for value in values)
        last = next((place for place in range(len(cells), 0, -1) if cells[place - 1]), 0)
        if last:
            yield SheetRow(number, cells[:last])


def _as_text(value: object) -> str:
    """Cells as a reader sees them: whole numbers without ".0", days without hours, formulas as they are written."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time.min else value.isoformat(" ")
    if isinstance(value, ArrayFormula | DataTableFormula):
        return str(getattr(value, "text", None) or "=")
    # Non-breaking spaces come with words pasted from elsewhere.
    return str(value).replace("\xa0", " ").strip()


def written_workbook(sheets: Mapping[str, Iterable[Sequence[Cell]]]) -> bytes:
    """An xlsx file with these sheets, the first row of each as its heading. Texts stay texts, whatever they begin with."""
    book = Workbook(write_only=True)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        sheet.freeze_panes = "A2"
        for number, row in enumerate(rows):
            sheet.append([_cell(sheet, value, is_heading=number == 0) for value in row])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def written_csv(rows: Iterable[Row]) -> bytes:
    """A CSV file in UTF-8, with the mark by which spreadsheets know it, in whose cells nothing runs."""
    stream = io.StringIO(newline="")
    csv.writer(stream).writerows([harmless(value) for value in row] for row in rows)
    return stream.getvalue().encode("utf-8-sig")


def sheet_names(names: Iterable[str]) -> list[str]:
    """What a workbook can call its sheets: 31 characters, some signs not, no name twice."""
    found: list[str] = []
    for name in names:
        plain = NOT_IN_NAMES.sub("-", name)[:LONGEST_NAME] or "-"
        taken, chosen, number = {each.casefold() for each in found}, plain, 1
        while chosen.casefold() in taken:
            number += 1
            chosen = f"{plain[: LONGEST_NAME - len(str(number)) - 1]} {number}"
        found.append(chosen)
    return found


def _cell(sheet: Any, value: Cell, *, is_heading: bool) -> Any:
    if not isinstance(value, str) or not value:
        return WriteOnlyCell(sheet, value or None if isinstance(value, str) else value)
    text = UNWRITABLE.sub("", value)[:LONGEST_CELL]
    cell = WriteOnlyCell(sheet, text)
    # openpyxl takes what begins with “=” for a formula and what looks like “#N/A” for an error.
    cell.data_type = "s"
    if text.startswith(FORMULA_STARTS):
        # Keeps it a text when somebody edits the cell.
        cell.quotePrefix = True
    if is_heading:
        cell.font = Font(bold=True)
    return cell
