"""Plain text and Markdown: one line of the file, one line of the document."""

from collections.abc import Iterator
from typing import IO

from .documents import Document, Line
from .encodings import decoded, encoding_of


def read_text(stream: IO[bytes], kind: str) -> Document:
    """Form feeds part pages; a file without any has no page numbers."""
    encoding = encoding_of(stream)
    texts = list(decoded(stream, encoding))
    has_pages = any("\f" in text for text in texts)
    return Document("", kind, "", 0, encoding=encoding, lines=tuple(_lines(texts, has_pages=has_pages)))


def _lines(texts: list[str], *, has_pages: bool) -> Iterator[Line]:
    page = 1
    for number, text in enumerate(texts, 1):
        page += text.count("\f")
        yield Line(number, text.replace("\f", ""), page if has_pages else None)
