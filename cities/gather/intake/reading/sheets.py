"""Rows of csv and xlsx, streamed: ten thousand rows take no more memory than ten."""

import csv
import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime, time
from itertools import count, islice
from typing import IO

from openpyxl import Workbook, load_workbook
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.formula import ArrayFormula, DataTableFormula

from .archives import DAMAGE, open_archive, refuse_doctypes
from .documents import Caps, Document, Row, Table
from .encodings import clean_text, decoded, encoding_of
from .faults import UnreadableDocument
from .markup import formulas_in

Opener = Callable[[], AbstractContextManager[IO[bytes]]]
SEPARATORS = ",;\t|"
SNIFFED_LINES = 20
# above the header, spreadsheets carry a title and a date
ROWS_BEFORE_HEADER = 10
# what a damaged workbook makes openpyxl and the XML parser raise (ParseError is a SyntaxError)
FAULTS = (*DAMAGE, InvalidFileException, KeyError, ValueError, TypeError, AttributeError, IndexError, SyntaxError, OSError)


def read_csv(opened: Opener, caps: Caps) -> Document:
    with opened() as stream:
        encoding = encoding_of(stream)
        separator = _separator(list(islice(decoded(stream, encoding), SNIFFED_LINES)))

    def rows() -> Iterator[Row]:
        with opened() as stream:
            yield from _csv_rows(decoded(stream, encoding), separator, caps)

    table = _headed("", rows)
    return Document("", "csv", "", 0, encoding=encoding, tables=(table,))


def _separator(lines: list[str]) -> str:
    """The mark that cuts most of the first rows into the same number of cells, the more cells the better."""

    def steadiness(mark: str) -> tuple[float, int]:
        counts = [len(row) for row in csv.reader(lines, delimiter=mark) if row]
        usual = max(set(counts), key=counts.count) if counts else 0
        # a share of the rows, not their number: cells of several lines make few rows, and a wrong mark tears them into many
        return (counts.count(usual) / len(counts) if usual > 1 else 0, usual)

    return max(SEPARATORS, key=steadiness)


def _csv_rows(lines: Iterator[str], separator: str, caps: Caps) -> Iterator[Row]:
    csv.field_size_limit(caps.cell)
    reader = csv.reader((line + "\n" for line in lines), delimiter=separator)
    begins = 1
    try:
        for cells in reader:
            number, begins = begins, reader.line_num + 1
            yield from _kept(number, tuple(cells), caps)
    except csv.Error as fault:
        raise UnreadableDocument("cell-too-long", row=begins, allowed=caps.cell) from fault


def _kept(number: int, cells: tuple[str, ...], caps: Caps) -> Iterator[Row]:
    """Clean a row; an empty one is left out, one that is too wide or too far down ends the reading."""
    last = next((place for place in range(len(cells), 0, -1) if cells[place - 1].strip()), 0)
    if not last:
        return
    if last > caps.columns:
        raise UnreadableDocument("too-many-columns", columns=last, allowed=caps.columns)
    if number > caps.rows:
        raise UnreadableDocument("too-many-rows", allowed=caps.rows)
    if any(len(cell) > caps.cell for cell in cells[:last]):
        raise UnreadableDocument("cell-too-long", row=number, allowed=caps.cell)
    stripped = tuple(re.sub(r"[^\S\n]+", " ", clean_text(cell)).strip() for cell in cells[:last])
    yield Row(number, stripped, formulas_in(stripped))


def _headed(name: str, rows: Callable[[], Iterator[Row]]) -> Table:
    """The header is the widest of the first rows: titles above it fill one or two cells only."""
    first = list(islice(rows(), ROWS_BEFORE_HEADER))
    if not first:
        return Table(name, (), lambda: iter(()))
    widths = [sum(1 for cell in row.cells if cell) for row in first]
    header = first[next(place for place, width in enumerate(widths) if width >= 0.7 * max(widths))]

    def body() -> Iterator[Row]:
        for row in rows():
            if row.number > header.number:
                yield row

    return Table(name, header.cells, body)


def read_xlsx(opened: Opener, caps: Caps) -> Document:
    with opened() as stream, open_archive(stream, caps) as archive:
        refuse_doctypes(archive)
    with _workbook(opened) as book:
        names = [sheet.title for sheet in book.worksheets if sheet.sheet_state == "visible"]
    tables = tuple(_headed(name, _sheet_rows(opened, name, caps)) for name in names)
    return Document("", "xlsx", "", 0, tables=tuple(table for table in tables if table.header))


@contextmanager
def _workbook(opened: Opener) -> Iterator[Workbook]:
    """A workbook open for reading: no formula is evaluated, no link to another file followed."""
    with opened() as stream:
        try:
            book = load_workbook(stream, read_only=True, data_only=False, keep_links=False)
        except FAULTS as fault:
            raise UnreadableDocument("truncated") from fault
        try:
            yield book
        finally:
            book.close()


def _sheet_rows(opened: Opener, name: str, caps: Caps) -> Callable[[], Iterator[Row]]:
    def rows() -> Iterator[Row]:
        with _workbook(opened) as book:
            sheet = book[name]
            # the size a file claims may be far off: what counts are its cells
            sheet.reset_dimensions()
            values = sheet.iter_rows(max_col=caps.columns + 1, values_only=True)
            for number in count(1):
                cells = _next_row(values)
                if cells is None:
                    return
                yield from _kept(number, tuple(_as_text(cell) for cell in _trimmed(cells)), caps)

    return rows


def _next_row(values: Iterator[tuple[object, ...]]) -> tuple[object, ...] | None:
    try:
        return next(values, None)
    except FAULTS as fault:
        raise UnreadableDocument("truncated") from fault


def _trimmed(cells: tuple[object, ...]) -> tuple[object, ...]:
    last = next((place for place in range(len(cells), 0, -1) if cells[place - 1] is not None), 0)
    return cells[:last]


def _as_text(value: object) -> str:
    """Cells as a reader sees them: whole numbers without ".0", days without hours, formulas as they are written."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time.min else value.isoformat(" ")
    if isinstance(value, ArrayFormula | DataTableFormula):
        return str(getattr(value, "text", None) or "=")
    return str(value)
