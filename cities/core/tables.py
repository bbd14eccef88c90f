"""Tables out, as CSV and XLSX: the one place that writes spreadsheets, so that no cell is ever run as a formula."""

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

Cell = str | int | float | Decimal | None
Row = Sequence[Cell]

# What spreadsheets take for the beginning of a formula (OWASP, CSV injection).
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\]")
LONGEST_NAME = 31


def neutral(cell: Cell) -> Cell:
    """Words that begin like a formula get an apostrophe, which spreadsheets read as “this is text”; numbers stay numbers."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell


def as_csv(rows: Iterable[Row]) -> bytes:
    """UTF-8 with the mark by which spreadsheets know it."""
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    for row in rows:
        writer.writerow(["" if cell is None else neutral(cell) for cell in row])
    return file.getvalue().encode("utf-8-sig")


def as_xlsx(tables: Mapping[str, Iterable[Row]]) -> bytes:
    """A workbook with a sheet a table. Words are stored as words, whatever they begin with."""
    book = Workbook(write_only=True)
    taken: set[str] = set()
    for name, rows in tables.items():
        sheet = book.create_sheet(_sheet_name(name, taken))
        sheet.freeze_panes = "A2"
        for row in rows:
            sheet.append([_cell(sheet, cell) for cell in row])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _cell(sheet: object, value: Cell) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, value=ILLEGAL_CHARACTERS_RE.sub("", value) if isinstance(value, str) else value)
    if isinstance(value, str):
        cell.data_type = "s"
        cell.quotePrefix = value.startswith(FORMULA)
    return cell


def _sheet_name(name: str, taken: set[str]) -> str:
    """What Excel takes: 31 letters, some signs not, no name twice."""
    plain = NOT_IN_NAMES.sub("-", name)[:LONGEST_NAME] or "-"
    chosen, number = plain, 1
    while chosen.casefold() in taken:
        number += 1
        chosen = f"{plain[: LONGEST_NAME - len(str(number)) - 1]} {number}"
    taken.add(chosen.casefold())
    return chosen
