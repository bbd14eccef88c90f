"""Text and tables out of HTML and XML. Nothing is fetched, no entity is resolved, no script survives."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO

from lxml import etree, html

from .documents import Document, Line, Row, Table
from .encodings import clean_text
from .faults import UnreadableDocument

SILENT = frozenset({"script", "style", "template", "noscript", "iframe", "object", "embed", "svg", "math", "head", "nav", "form", "canvas"})
BREAKING = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "dd",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "html",
        "li",
        "main",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "tbody",
        "tfoot",
        "thead",
        "title",
        "tr",
        "ul",
    ]
)


@dataclass
class Prose:
    """Collects paragraphs as numbered lines, and the tables among them."""

    lines: list[Line] = field(default_factory=list)
    tables: list[tuple[tuple[str, ...], ...]] = field(default_factory=list)

    def add(self, text: str) -> None:
        self.lines.append(Line(len(self.lines) + 1, clean_text(text).strip()))

    def add_lines(self, text: str, bullet: str) -> None:
        for line in text.split("\n"):
            self.add(bullet + line if line.strip() else "")

    def add_table(self, rows: list[tuple[str, ...]]) -> None:
        for row in rows:
            self.add("\t".join(row))
        if len(rows) > 1 and len(rows[0]) > 1 and any(rows[0]):
            self.tables.append(tuple(rows))


def tables_of(prose: Prose) -> tuple[Table, ...]:
    """Tables that stand inside a text, their first row taken as the header."""
    return tuple(_table(str(number), rows) for number, rows in enumerate(prose.tables, 1))


def _table(name: str, rows: tuple[tuple[str, ...], ...]) -> Table:
    def body() -> Iterator[Row]:
        for number, cells in enumerate(rows[1:], 2):
            yield Row(number, cells, formulas_in(cells))

    return Table(name, rows[0], body)


def formulas_in(cells: tuple[str, ...]) -> tuple[int, ...]:
    """Positions of cells that a spreadsheet would run: "=..." and the older "+", "@" forms with a function or link."""
    return tuple(place for place, cell in enumerate(cells) if FORMULA.match(cell))


FORMULA = re.compile(r"\s*(?:=.|[@+\-][A-Za-z]+[!(|].)", re.S)


def outermost(stream: IO[bytes], tags: tuple[str, ...], containers: tuple[str, ...]) -> Iterator[etree._Element]:
    """Yield finished elements of the given tags that stand in none of `containers`, in document order.

    Each is thrown away once the caller asks for the next, so that a long document takes little memory.
    """
    parsed = etree.iterparse(stream, events=("end",), tag=tags, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        for _event, element in parsed:
            if next(element.iterancestors(*containers), None) is not None:
                continue
            yield element
            element.clear(keep_tail=True)
            while element.getprevious() is not None:
                del element.getparent()[0]
    except etree.XMLSyntaxError as fault:
        raise UnreadableDocument("truncated") from fault


def read_html(text: str) -> Document:
    """Read the words of a page, block by block; the caller fills in name, digest and size."""
    parser = html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, huge_tree=False)
    # an encoding named inside the page is of no matter: the text is decoded already
    bare = re.sub(r"^\s*<\?xml[^>]*\?>", "", text)
    try:
        root = html.document_fromstring(bare, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as fault:
        raise UnreadableDocument("no-text") from fault
    prose = Prose()
    for block in _blocks(root):
        if isinstance(block, str):
            prose.add(block)
            prose.add("")
        else:
            prose.add_table(block)
            prose.add("")
    return Document("", "html", "", 0, lines=tuple(prose.lines), tables=tables_of(prose))


def _blocks(root: etree._Element) -> Iterator[str | list[tuple[str, ...]]]:
    """Walk without recursion: a page may be nested thousands deep."""
    pending: list[str] = []
    walker = etree.iterwalk(root, events=("start", "end"))
    for event, element in walker:
        tag = element.tag if isinstance(element.tag, str) else ""
        if event == "start" and (tag in SILENT or tag == "table"):
            walker.skip_subtree()
        if tag == "table" and event == "start":
            yield from _flushed(pending)
            yield [_cells(row) for row in element.iter("tr")]
        elif event == "start" and tag not in SILENT:
            if tag in BREAKING or tag == "br":
                yield from _flushed(pending)
            pending.append(("- " if tag == "li" else "") + (element.text or ""))
        elif event == "end":
            if tag in BREAKING:
                yield from _flushed(pending)
            pending.append(element.tail or "")
    yield from _flushed(pending)


def _flushed(pending: list[str]) -> Iterator[str]:
    text = " ".join("".join(pending).split())
    pending.clear()
    if text and text != "-":
        yield text


def _cells(row: etree._Element) -> tuple[str, ...]:
    return tuple(" ".join("".join(cell.itertext()).split()) for cell in row.iterchildren("td", "th"))
