"""What a file is: its content says so, and its name must agree."""

import re
import zipfile
from typing import IO

from django.utils.translation import gettext as _

from .archives import open_archive
from .documents import Caps
from .encodings import decoded, encoding_of
from .faults import UnreadableDocument

HEAD = 4096
EXTENSIONS = {
    "txt": "txt", "text": "txt", "md": "md", "markdown": "md", "html": "html", "htm": "html", "xhtml": "html",
    "docx": "docx", "odt": "odt", "pdf": "pdf", "csv": "csv", "tsv": "csv", "xlsx": "xlsx", "xlsm": "xlsx",
    "json": "json", "geojson": "geojson",
}  # fmt: skip
TEXT_KINDS = frozenset({"txt", "md", "html", "csv", "json", "geojson"})
# What people rename to .txt or .pdf by mistake, told apart to name it in the message.
FOREIGN = (
    (b"\x89PNG", "PNG"), (b"\xff\xd8\xff", "JPEG"), (b"GIF8", "GIF"), (b"Rar!", "RAR"), (b"7z\xbc\xaf", "7-Zip"),
    (b"\x1f\x8b", "gzip"), (b"SQLite format 3", "SQLite"), (b"\x7fELF", "ELF"), (b"MZ", "EXE"), (b"{\\rtf", "RTF"),
)  # fmt: skip
COMPOUND_FILE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
MARKUP = re.compile(r"^\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype html|html|head|body|div|table|article|section)\b", re.I | re.S)


def kind_of(stream: IO[bytes], filename: str, caps: Caps) -> str:
    """Return the kind of a file. Raises UnreadableDocument when content and extension disagree or it is no known kind."""
    extension = filename.rpartition(".")[2].lower() if "." in filename else ""
    expected = EXTENSIONS.get(extension)
    if extension and expected is None and not _is_plain_name(filename):
        expected = ""
    found = _binary_kind(stream, caps) or _plain_kind(stream, expected or "")
    stream.seek(0)
    if expected == "" or (expected is None and found not in EXTENSIONS.values()):
        raise UnreadableDocument("unknown-format")
    if expected and found != expected:
        raise UnreadableDocument("wrong-extension", extension=extension, found=_described(found))
    return found


def _is_plain_name(filename: str) -> bool:
    """ "Report 2018. Final" has a dot and no extension."""
    return not re.fullmatch(r"[A-Za-z0-9]{1,8}", filename.rpartition(".")[2])


def _described(kind: str) -> str:
    return _("plain text") if kind == "txt" else kind.upper()


def _binary_kind(stream: IO[bytes], caps: Caps) -> str:
    stream.seek(0)
    head = stream.read(HEAD)
    stream.seek(0)
    if head.startswith(COMPOUND_FILE):
        raise UnreadableDocument("encrypted" if _holds(stream, ENCRYPTED_PACKAGE, caps.size) else "old-format")
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith(b"PK\x03\x04"):
        return _packed_kind(stream, caps)
    for magic, name in FOREIGN:
        if head.startswith(magic) and (b"\0" in head or name in ("RTF", "GIF")):
            return name
    return ""


def _holds(stream: IO[bytes], needle: bytes, limit: int) -> bool:
    return needle in stream.read(limit)


def _packed_kind(stream: IO[bytes], caps: Caps) -> str:
    with open_archive(stream, caps) as archive:
        names = set(archive.namelist())
        if "word/document.xml" in names:
            return "docx"
        if "xl/workbook.xml" in names:
            return "xlsx"
        return "odt" if _media_type(archive, names) == "application/vnd.oasis.opendocument.text" else "ZIP"


def _media_type(archive: zipfile.ZipFile, names: set[str]) -> str:
    if "mimetype" not in names:
        return ""
    with archive.open("mimetype") as part:
        return part.read(100).decode("ascii", "replace").strip()


def _plain_kind(stream: IO[bytes], expected: str) -> str:
    """As `_text_kind`; bytes that are no text are a damaged file where the name promises no text either."""
    try:
        return _text_kind(stream, expected)
    except UnreadableDocument as fault:
        if expected and expected not in TEXT_KINDS:
            raise UnreadableDocument("truncated") from fault
        raise


def _text_kind(stream: IO[bytes], expected: str) -> str:
    """Text is what its name says, unless it is plainly something else."""
    start = _start(stream)
    if MARKUP.search(start):
        return expected if expected == "md" else "html"
    if expected == "html":
        return "txt"
    looks_json = start.lstrip()[:1] in ("{", "[")
    if expected in ("json", "geojson"):
        return expected if looks_json else "txt"
    if looks_json and expected in ("csv", ""):
        return "geojson" if '"FeatureCollection"' in start else "json"
    return expected if expected in TEXT_KINDS else _guess(start)


def _guess(start: str) -> str:
    """Text without a telling name: a table when its first lines have the same number of separators."""
    counts = {tuple(line.count(mark) for mark in ";\t,") for line in start.splitlines()[:5] if line.strip()}
    return "csv" if len(counts) == 1 and max(counts.pop()) > 1 and start.count("\n") > 1 else "txt"


def _start(stream: IO[bytes]) -> str:
    text = ""
    for line in decoded(stream, encoding_of(stream)):
        text += line + "\n"
        if len(text) > HEAD:
            break
    return text
