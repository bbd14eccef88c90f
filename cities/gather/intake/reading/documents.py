"""What a file is once it is read: lines of prose, tables, or both."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Line:
    number: int  # as an editor counts: from 1, one for each line of the file (paragraph, in office documents)
    text: str
    page: int | None = None  # only where the format has pages


@dataclass(frozen=True, slots=True)
class Row:
    number: int  # as the spreadsheet or an editor shows it; the first row of the file is 1
    cells: tuple[str, ...]
    formulas: tuple[int, ...] = ()  # positions of cells that begin like a formula; kept as text, never evaluated


@dataclass(frozen=True)
class Table:
    """A sheet or a list of records. `rows()` reads it from the start each time, a row at a time."""

    name: str
    header: tuple[str, ...]
    rows: Callable[[], Iterator[Row]] = field(repr=False, compare=False)


@dataclass(frozen=True)
class Document:
    name: str
    kind: str  # txt md html docx odt pdf csv xlsx json geojson
    digest: str  # SHA-256 of the file, hexadecimal
    size: int  # bytes
    encoding: str = ""  # of plain text formats
    lines: tuple[Line, ...] = ()
    tables: tuple[Table, ...] = ()


@dataclass(frozen=True)
class Caps:
    """How much a file may bring. The defaults suit a server with 1 GB of memory."""

    size: int = 50_000_000  # bytes on disk
    unpacked: int = 150_000_000  # bytes of all parts of a packed format together
    ratio: int = 150  # unpacked to packed; asked only above 10 MB, small files may compress well
    parts: int = 5_000
    pages: int = 3_000
    rows: int = 200_000
    columns: int = 500
    cell: int = 100_000  # characters
