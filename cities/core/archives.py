"""Packed files (xlsx, docx, odt) are looked over before anything is unpacked."""

import lzma
import re
import stat
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Protocol

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# what damaged or unusual compression makes Python raise
DAMAGE = (zipfile.BadZipFile, EOFError, NotImplementedError, zlib.error, lzma.LZMAError)
MEGABYTE = 1_000_000
RATIO_MATTERS_ABOVE = 10 * MEGABYTE
CHUNK = 1 << 20
# No part of an office document has a document type; entities could only come from one. Both byte orders of UTF-16 too.
DOCTYPE = re.compile(rb"<\0?!\0?D\0?O\0?C\0?T\0?Y\0?P\0?E", re.IGNORECASE)
MESSAGES: dict[str, Promise] = {
    "encrypted": _("The file is protected by a password. Save a copy without password and try again."),
    "truncated": _("The file is damaged or was not transferred to its end. Send it again, or ask for a new copy."),
    "zip-bomb": _(
        "Unpacked, the file would take far more room than a document needs (%(size)s MB; at most %(allowed)s MB). It was not opened."
    ),
    "too-many-parts": _("The file holds %(count)s packed parts; at most %(allowed)s are accepted. It was not opened."),
    "large-workbook": _("The file has %(size)s MB; a workbook may have at most %(allowed)s MB. It was not opened."),
    "long-sheet": _("A sheet has more than %(allowed)s rows. It was not read."),
    "unsafe-content": _("The file holds something no document needs (%(what)s). It was not opened."),
}


class UnsafeArchive(Exception):
    """A packed file that is not opened. `code` is stable; `str()` is a plain sentence in the active language."""

    def __init__(self, code: str, **params: str | int) -> None:
        super().__init__(code)
        self.code = code
        self.params = params

    def __str__(self) -> str:
        return str(MESSAGES[self.code]) % self.params


class Limits(Protocol):
    """How much a packed file may bring: bytes of all parts together, unpacked to packed, number of parts."""

    @property
    def unpacked(self) -> int: ...
    @property
    def ratio(self) -> int: ...
    @property
    def parts(self) -> int: ...


@contextmanager
def open_archive(stream: IO[bytes], limits: Limits) -> Iterator[zipfile.ZipFile]:
    """Open a packed file whose declared contents keep within `limits`; Python stops each part at its declared size.

    Raises UnsafeArchive.
    """
    try:
        with zipfile.ZipFile(stream) as archive:
            _look_over(archive, limits)
            yield archive
    except DAMAGE as fault:
        raise UnsafeArchive("truncated") from fault


def _look_over(archive: zipfile.ZipFile, limits: Limits) -> None:
    entries = archive.infolist()
    if len(entries) > limits.parts:
        raise UnsafeArchive("too-many-parts", count=len(entries), allowed=limits.parts)
    unpacked = sum(entry.file_size for entry in entries)
    packed = max(1, sum(entry.compress_size for entry in entries))
    too_dense = unpacked > RATIO_MATTERS_ABOVE and unpacked / packed > limits.ratio
    if unpacked > limits.unpacked or too_dense:
        raise UnsafeArchive("zip-bomb", size=unpacked // MEGABYTE, allowed=limits.unpacked // MEGABYTE)
    for entry in entries:
        _look_over_entry(entry)


def _look_over_entry(entry: zipfile.ZipInfo) -> None:
    if entry.flag_bits & 0x1:
        raise UnsafeArchive("encrypted")
    steps = entry.filename.replace("\\", "/").split("/")
    if ".." in steps or entry.filename.startswith(("/", "\\")) or ":" in steps[0]:
        raise UnsafeArchive("unsafe-content", what="../")
    if stat.S_ISLNK(entry.external_attr >> 16):
        raise UnsafeArchive("unsafe-content", what="symlink")


def refuse_doctypes(archive: zipfile.ZipFile) -> None:
    """Refuse a packed file any of whose XML parts declares a document type, before a parser sees it."""
    for entry in archive.infolist():
        if entry.filename.lower().endswith((".xml", ".rels")):
            with archive.open(entry) as part:
                _refuse_doctype(part)


def _refuse_doctype(part: IO[bytes]) -> None:
    tail = b""
    while chunk := part.read(CHUNK):
        if DOCTYPE.search(tail + chunk):
            raise UnsafeArchive("unsafe-content", what="DOCTYPE")
        tail = chunk[-32:]
