"""Packed formats (docx, odt, xlsx) as a document's reading opens them."""

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

from cities.core import archives
from cities.core.archives import DAMAGE, UnsafeArchive

from .documents import Caps
from .faults import UnreadableDocument

__all__ = ["DAMAGE", "open_archive", "refuse_doctypes"]


@contextmanager
def _as_documents() -> Iterator[None]:
    try:
        yield
    except UnsafeArchive as fault:
        raise UnreadableDocument(fault.code, **fault.params) from fault


@contextmanager
def open_archive(stream: IO[bytes], caps: Caps) -> Iterator[zipfile.ZipFile]:
    """Open a packed document whose declared contents keep within `caps`."""
    with _as_documents(), archives.open_archive(stream, caps) as archive:
        yield archive


def refuse_doctypes(archive: zipfile.ZipFile) -> None:
    """Refuse a packed document any of whose XML parts declares a document type, before a parser sees it."""
    with _as_documents():
        archives.refuse_doctypes(archive)
