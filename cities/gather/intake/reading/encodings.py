"""Bytes of a plain text become characters."""

import codecs
import re
import unicodedata
from collections.abc import Iterator
from typing import IO

from charset_normalizer import from_bytes

from .faults import UnreadableDocument

LINE_ENDS = re.compile("\r\n|\r(?!$)|\n")  # a carriage return at the end of a piece may be half of a line end
SAMPLE = 1 << 18
LONGEST_LINE = 1 << 20  # a file of one endless line is cut, so that it costs no more than others
BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# What the members of a world network still send, besides Unicode; the guess is made among these only.
LEGACY = ["cp1252", "cp1250", "cp1251", "cp1256", "euc_kr", "cp949", "shift_jis", "big5", "gb18030", "latin_1"]
# Signs inside words: text of central Europe, read as western.
ODD_IN_WESTERN = re.compile("\\w[¹²³¼½¾¿£¥¯´¸¶¢¦\ufffd]\\w")
# Control characters (not tab and line ends), byte-order marks, and marks that turn the reading direction of what follows.
UNWANTED = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\ufffe]")


def clean_text(text: str) -> str:
    """Bring text to NFC without control and direction marks; line ends and tabs stay."""
    return unicodedata.normalize("NFC", UNWANTED.sub("", text))


def encoding_of(stream: IO[bytes]) -> str:
    """Name the encoding of a text, read from the start; the stream is left at the start.

    Raises UnreadableDocument `not-text` for binary content and `wrong-encoding` when no encoding gives plausible text.
    """
    stream.seek(0)
    sample = stream.read(SAMPLE)
    stream.seek(0)
    for mark, encoding in BYTE_ORDER_MARKS:
        if sample.startswith(mark):
            return encoding
    if b"\0" in sample:
        return _wide_encoding(sample)
    if _is_utf8(stream):
        return "utf-8"
    return _legacy_encoding(sample)


def _wide_encoding(sample: bytes) -> str:
    """UTF-16 without a mark: in Western text every second byte is zero."""
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    half = max(1, len(sample) // 2)
    if odd / half > 0.3 and even / half < 0.05:
        return "utf-16-le"
    if even / half > 0.3 and odd / half < 0.05:
        return "utf-16-be"
    raise UnreadableDocument("not-text")


def _is_utf8(stream: IO[bytes]) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        while chunk := stream.read(SAMPLE):
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    finally:
        stream.seek(0)
    return True


def _legacy_encoding(sample: bytes) -> str:
    # the cut may fall inside a character of two bytes: the last line is left out
    whole = sample[: sample.rfind(b"\n") + 1] or sample
    if sum(byte < 32 and byte not in b"\t\n\r\f" for byte in whole) > len(whole) / 100:
        raise UnreadableDocument("not-text")
    # the rare bytes decide: on mostly ASCII text the guess would rest on the ASCII part
    telling = b"\n".join(line for line in whole.splitlines() if not line.isascii())[:20_000]
    best = from_bytes(telling, cp_isolation=LEGACY).best()
    if best is None:
        raise UnreadableDocument("wrong-encoding")
    is_western = best.encoding in ("latin_1", "cp1250") and not ODD_IN_WESTERN.search(telling.decode("cp1252", "replace"))
    return "cp1252" if is_western else best.encoding


def decoded(stream: IO[bytes], encoding: str) -> Iterator[str]:
    """Yield the lines of a text, cleaned, without their line ends; only line feeds and carriage returns end a line."""
    stream.seek(0)
    decoder = codecs.getincrementaldecoder(encoding)(errors="replace")
    rest = ""
    while chunk := stream.read(SAMPLE):
        *lines, rest = LINE_ENDS.split(rest + decoder.decode(chunk))
        yield from map(clean_text, lines)
        if len(rest) > LONGEST_LINE:
            yield clean_text(rest)
            rest = ""
    rest += decoder.decode(b"", final=True)
    yield from map(clean_text, re.split("\r\n|\r|\n", rest) if rest else ())
