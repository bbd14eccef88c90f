"""What the faces that come with the project can set; and what must not reach a page at all."""

import re
import unicodedata
from functools import cache
from pathlib import Path

FONTS = Path(__file__).resolve().parent.parent / "fonts"
# Stands for a character no face has; every face has it.
SQUARE = "□"
# Line ends are kept; other controls, marks that turn the direction of what follows, and half characters are not set.
LEFT_OUT = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff0-\uffff\ud800-\udfff]")
# A word longer than a line is broken where there is room.
LONGEST_WORD, STEP = 34, 28
LONG = re.compile(rf"[^\s\u200b]{{{LONGEST_WORD},}}")
BREAK = "\u200b"
# Spaces no face of ours has are as wide as others; those that hold a line together go on holding it.
SPACES = re.compile("[\u1680\u2000-\u2006\u2008-\u200a\u205f\u3000]")
HOLDING = re.compile("[\u2007\u202f]")


def spaced(text: str) -> str:
    return HOLDING.sub("\u00a0", SPACES.sub(" ", text))


@cache
def covered() -> frozenset[int]:
    """Code points the faces have between them, from `fonts/coverage.txt`: ranges in hexadecimal."""
    ranges = (part.split("-") for part in (FONTS / "coverage.txt").read_text(encoding="ascii").split())
    return frozenset(code for first, *last in ranges for code in range(int(first, 16), int(last[0] if last else first, 16) + 1))


def printable(text: str) -> str:
    """NFC, without what has no business on a page; a square for what no face has; long words with places to break."""
    composed = unicodedata.normalize("NFC", text.replace("\t", " ").replace("\r\n", "\n").replace("\r", "\n"))
    clean = spaced(LEFT_OUT.sub("", composed))
    known = covered()
    shown = "".join(letter if letter == "\n" or ord(letter) in known else SQUARE for letter in clean)
    return LONG.sub(lambda found: BREAK.join(re.findall(rf".{{1,{STEP}}}", found[0], re.DOTALL)), shown)


def unprintable(text: str) -> set[str]:
    """Characters no face has, after what is left out anyway."""
    clean = spaced(LEFT_OUT.sub("", unicodedata.normalize("NFC", text)))
    return {letter for letter in clean if letter != "\n" and ord(letter) not in covered()}
