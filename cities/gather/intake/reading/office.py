"""Text and tables of docx and odt, straight from their XML."""

from collections.abc import Iterator
from typing import IO

from lxml import etree

from .archives import open_archive, refuse_doctypes
from .documents import Caps, Document
from .faults import UnreadableDocument
from .markup import Prose, outermost, tables_of

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
ENCRYPTION = b"encryption-data"
# "table:number-columns-repeated" may say a million; what repeats is empty
MOST_REPEATS = 50
MOST_SPACES = 100
MOST_DIGITS = 10
# footnotes and comments of reviewers are not part of the sentence they hang on
ASIDE = frozenset({TEXT + "note", "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}annotation"})


def read_docx(stream: IO[bytes], caps: Caps) -> Document:
    with open_archive(stream, caps) as archive:
        refuse_doctypes(archive)
        with archive.open("word/document.xml") as part:
            prose = _word_prose(part)
    return Document("", "docx", "", 0, lines=tuple(prose.lines), tables=tables_of(prose))


def _word_prose(part: IO[bytes]) -> Prose:
    prose = Prose()
    for block in outermost(part, (WORD + "p", WORD + "tbl"), (WORD + "tbl", WORD + "p")):
        if block.tag == WORD + "tbl":
            rows = block.iterchildren(WORD + "tr")
            prose.add_table([tuple(_word_text(cell) for cell in row.iterchildren(WORD + "tc")) for row in rows])
        else:
            bullet = "- " if block.find(f"{WORD}pPr/{WORD}numPr") is not None else ""
            prose.add_lines(_word_text(block), bullet)
    return prose


def _word_text(element: etree._Element) -> str:
    pieces: list[str] = []
    for node in element.iter(WORD + "t", WORD + "tab", WORD + "br", WORD + "cr", WORD + "noBreakHyphen"):
        if node.tag == WORD + "t":
            pieces.append(node.text or "")
        elif node.tag == WORD + "tab":
            # inside pPr a "tab" is a stop on the ruler
            pieces.append("\t" if _parent_tag(node) == WORD + "r" else "")
        else:
            pieces.append("-" if node.tag == WORD + "noBreakHyphen" else "\n")
    return "".join(pieces).strip()


def _parent_tag(node: etree._Element) -> str:
    parent = node.getparent()
    return str(parent.tag) if parent is not None else ""


def read_odt(stream: IO[bytes], caps: Caps) -> Document:
    with open_archive(stream, caps) as archive:
        names = set(archive.namelist())
        if "META-INF/manifest.xml" in names and ENCRYPTION in archive.read("META-INF/manifest.xml"):
            raise UnreadableDocument("encrypted")
        if "content.xml" not in names:
            raise UnreadableDocument("truncated")
        refuse_doctypes(archive)
        with archive.open("content.xml") as part:
            prose = _open_prose(part)
    return Document("", "odt", "", 0, lines=tuple(prose.lines), tables=tables_of(prose))


def _open_prose(part: IO[bytes]) -> Prose:
    prose = Prose()
    containers = (TABLE + "table", TEXT + "p", TEXT + "h", TEXT + "tracked-changes")
    for block in outermost(part, (TEXT + "p", TEXT + "h", TABLE + "table"), containers):
        if block.tag == TABLE + "table":
            prose.add_table([tuple(_open_cells(row)) for row in block.iter(TABLE + "table-row")])
        else:
            prose.add_lines(_open_text(block), "- " if _parent_tag(block) == TEXT + "list-item" else "")
    return prose


def _open_cells(row: etree._Element) -> Iterator[str]:
    for cell in row.iterchildren(TABLE + "table-cell"):
        repeats = _count(cell.get(TABLE + "number-columns-repeated"), MOST_REPEATS)
        text = " ".join(_open_text(paragraph) for paragraph in cell.iter(TEXT + "p")).strip()
        yield from [text] * (repeats if text == "" else 1)


def _open_text(element: etree._Element) -> str:
    pieces: list[str] = []
    walker = etree.iterwalk(element, events=("start", "end", "comment", "pi"))
    for event, node in walker:
        if event == "start" and node.tag in ASIDE:
            walker.skip_subtree()
        elif event == "start":
            pieces.append(_open_piece(node))
        elif node is not element:
            pieces.append(node.tail or "")
    return "".join(pieces).strip()


def _open_piece(node: etree._Element) -> str:
    if node.tag == TEXT + "tab":
        return "\t"
    if node.tag == TEXT + "line-break":
        return "\n"
    if node.tag == TEXT + "s":
        return " " * _count(node.get(TEXT + "c"), MOST_SPACES)
    return node.text or ""


def _count(written: str | None, most: int) -> int:
    """A number of repetitions as a file gives it; one where it gives none or nonsense."""
    return min(int(written), most) if written and written.isdecimal() and len(written) < MOST_DIGITS else 1
