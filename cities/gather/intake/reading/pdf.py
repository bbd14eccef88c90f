"""Text of PDF documents, page by page. Scripts, forms and attachments inside are never looked at."""

from collections.abc import Iterator
from typing import IO

import pypdfium2
from pypdfium2.raw import FPDF_ERR_PASSWORD

from .documents import Caps, Document, Line
from .encodings import clean_text
from .faults import UnreadableDocument


def read_pdf(stream: IO[bytes], caps: Caps) -> Document:
    try:
        pdf = pypdfium2.PdfDocument(stream)
    except pypdfium2.PdfiumError as fault:
        locked = getattr(fault, "err_code", None) == FPDF_ERR_PASSWORD
        raise UnreadableDocument("encrypted" if locked else "truncated") from fault
    try:
        if len(pdf) > caps.pages:
            raise UnreadableDocument("too-many-pages", pages=len(pdf), allowed=caps.pages)
        lines = tuple(_lines(pdf))
    except pypdfium2.PdfiumError as fault:
        raise UnreadableDocument("truncated") from fault
    finally:
        pdf.close()
    if not any(line.text for line in lines):
        raise UnreadableDocument("no-text")
    return Document("", "pdf", "", 0, lines=lines)


def _lines(pdf: pypdfium2.PdfDocument) -> Iterator[Line]:
    """Lines are numbered through the whole document; the page is what people look up."""
    number = 0
    for page_number in range(len(pdf)):
        page = pdf[page_number]
        text = page.get_textpage()
        # a hyphen at the end of a line comes as U+FFFE
        words = text.get_text_bounded().replace("\ufffe", "-")
        text.close()
        page.close()
        for line in [*words.splitlines(), ""]:
            number += 1
            yield Line(number, clean_text(line).strip(), page_number + 1)
