"""Reading: a file of any accepted kind becomes a Document, or one plain message says why not. Nothing is stored."""

import hashlib
import io
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import IO

from .detection import EXTENSIONS, kind_of
from .documents import Caps, Document, Line, Row, Table
from .encodings import clean_text, decoded, encoding_of
from .faults import MESSAGES, UnreadableDocument
from .markup import read_html
from .office import read_docx, read_odt
from .pdf import read_pdf
from .prose import read_text
from .records import read_json
from .sheets import read_csv, read_xlsx

__all__ = [
    "EXTENSIONS",
    "MESSAGES",
    "Caps",
    "Document",
    "Line",
    "Row",
    "Table",
    "UnreadableDocument",
    "clean_text",
    "read_document",
]

Opener = Callable[[], AbstractContextManager[IO[bytes]]]
MEGABYTE = 1_000_000


def read_document(source: Path | bytes, filename: str = "", *, caps: Caps | None = None) -> Document:
    """Read a file from disk or memory. `filename` is the name its sender gave it (default: the path's).

    Raises UnreadableDocument. Tables are read again from the file when their rows are asked for: keep it until then.
    """
    caps = caps or Caps()
    name = filename or (source.name if isinstance(source, Path) else "")
    size = _size(source)
    if size > caps.size:
        raise UnreadableDocument("too-large", size=-(-size // MEGABYTE), allowed=caps.size // MEGABYTE)
    opened = _opener(source)
    with opened() as stream:
        if not _has_content(stream):
            raise UnreadableDocument("empty")
        kind = kind_of(stream, name, caps)
        digest = _digest(stream)
    document = _read(kind, opened, caps)
    _refuse_hollow(document)
    return replace(document, name=name, kind=kind, digest=digest, size=size)


def _size(source: Path | bytes) -> int:
    if isinstance(source, bytes):
        return len(source)
    if not source.is_file():
        raise UnreadableDocument("missing", path=str(source))
    return source.stat().st_size


def _opener(source: Path | bytes) -> Opener:
    @contextmanager
    def opened() -> Iterator[IO[bytes]]:
        with io.BytesIO(source) if isinstance(source, bytes) else source.open("rb") as stream:
            yield stream

    return opened


def _has_content(stream: IO[bytes]) -> bool:
    while chunk := stream.read(MEGABYTE):
        if chunk.strip(b"\0 \t\r\n\f\xef\xbb\xbf\xff\xfe"):
            return True
    return False


def _digest(stream: IO[bytes]) -> str:
    stream.seek(0)
    digest = hashlib.sha256()
    while chunk := stream.read(MEGABYTE):
        digest.update(chunk)
    return digest.hexdigest()


def _read(kind: str, opened: Opener, caps: Caps) -> Document:
    if kind == "csv":
        return read_csv(opened, caps)
    if kind == "xlsx":
        return read_xlsx(opened, caps)
    with opened() as stream:
        return _read_at_once(kind, stream, caps)


def _read_at_once(kind: str, stream: IO[bytes], caps: Caps) -> Document:
    match kind:
        case "txt" | "md":
            return read_text(stream, kind)
        case "html":
            return read_html("\n".join(decoded(stream, encoding_of(stream))))
        case "docx":
            return read_docx(stream, caps)
        case "odt":
            return read_odt(stream, caps)
        case "pdf":
            return read_pdf(stream, caps)
        case _:
            return read_json(stream, caps)


def _refuse_hollow(document: Document) -> None:
    """A document with nothing to read in it is told apart from an empty file."""
    if any(line.text.strip() for line in document.lines) or any(table.header for table in document.tables):
        return
    raise UnreadableDocument("no-rows" if document.kind in ("csv", "xlsx", "json", "geojson") else "no-text")
