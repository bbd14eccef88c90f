"""Packed formats (docx, odt, xlsx) are looked over before anything is unpacked."""

import lzma
import re
import stat
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

from .documents import Caps
from .faults import UnreadableDocument

# what damaged or unusual compression makes Python raise
DAMAGE = (zipfile.BadZipFile, EOFError, NotImplementedError, zlib.error, lzma.LZMAError)
MEGABYTE = 1_000_000
RATIO_MATTERS_ABOVE = 10 * MEGABYTE
CHUNK = 1 << 20
# No part of an office document has a document type; entities could only come from one. Both byte orders of UTF-16 too.
DOCTYPE = re.compile(rb"<\0?!\0?D\0?O\0?C\0?T\0?Y\0?P\0?E", re.IGNORECASE)


@contextmanager
def open_archive(stream: IO[bytes], caps: Caps) -> Iterator[zipfile.ZipFile]:
    """Open a packed document whose declared contents keep within `caps`; Python stops each part at its declared size."""
    try:
        with zipfile.ZipFile(stream) as archive:
            _look_over(archive, caps)
            yield archive
    except DAMAGE as fault:
        raise UnreadableDocument("truncated") from fault


def _look_over(archive: zipfile.ZipFile, caps: Caps) -> None:
    entries = archive.infolist()
    if len(entries) > caps.parts:
        raise UnreadableDocument("too-many-parts", count=len(entries), allowed=caps.parts)
    unpacked = sum(entry.file_size for entry in entries)
    packed = max(1, sum(entry.compress_size for entry in entries))
    too_dense = unpacked > RATIO_MATTERS_ABOVE and unpacked / packed > caps.ratio
    if unpacked > caps.unpacked or too_dense:
        raise UnreadableDocument("zip-bomb", size=unpacked // MEGABYTE, allowed=caps.unpacked // MEGABYTE)
    for entry in entries:
        _look_over_entry(entry)


def _look_over_entry(entry: zipfile.ZipInfo) -> None:
    if entry.flag_bits & 0x1:
        raise UnreadableDocument("encrypted")
    steps = entry.filename.replace("\\", "/").split("/")
    if ".." in steps or entry.filename.startswith(("/", "\\")) or ":" in steps[0]:
        raise UnreadableDocument("unsafe-content", what="../")
    if stat.S_ISLNK(entry.external_attr >> 16):
        raise UnreadableDocument("unsafe-content", what="symlink")


def refuse_doctypes(archive: zipfile.ZipFile) -> None:
    """Refuse a packed document any of whose XML parts declares a document type, before a parser sees it."""
    for entry in archive.infolist():
        if entry.filename.lower().endswith((".xml", ".rels")):
            with archive.open(entry) as part:
                _refuse_doctype(part)


def _refuse_doctype(part: IO[bytes]) -> None:
    tail = b""
    while chunk := part.read(CHUNK):
        if DOCTYPE.search(tail + chunk):
            raise UnreadableDocument("unsafe-content", what="DOCTYPE")
        tail = chunk[-32:]
