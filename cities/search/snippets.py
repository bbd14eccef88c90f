"""The part of a passage to show, and the words in it that were asked for. Plain Python."""

import re
from dataclasses import dataclass
from functools import lru_cache

from cities.search.analysis.bigrams import RUN
from cities.search.analysis.tokens import WORD, straight, word_tokens
from cities.search.folding import fold

LENGTH = 220
LIST_MARK = re.compile(r"[-–•+] +")
START = re.compile(r"(?<=[.!?。！？])\s+")


@dataclass(frozen=True)
class Snippet:
    """`marks`: beginnings and ends of the words asked for, in characters of `words`."""

    words: str
    language: str
    group: str
    marks: tuple[tuple[int, int], ...] = ()

    @property
    def parts(self) -> list[tuple[str, bool]]:
        """The words piece by piece, with whether a piece was asked for."""
        pieces: list[tuple[str, bool]] = []
        last = 0
        for start, end in self.marks:
            pieces += [(self.words[last:start], False), (self.words[start:end], True)]
            last = end
        return [piece for piece in (*pieces, (self.words[last:], False)) if piece[0]]


# One answer asks twice of the same passage: for the words to show and for the reason.
@lru_cache(maxsize=200)
def marked(words: str, *, language: str, wanted: frozenset[str]) -> tuple[tuple[int, int], ...]:
    """Where words stand that have one of the tokens `wanted`; of Hangul, kana and han the syllables themselves."""
    if not wanted:
        return ()
    found: list[tuple[int, int]] = []
    for place in WORD.finditer(straight(words)):
        word = place[0]
        if not word.isascii() and RUN.search(word):
            found += _marked_runs(word, place.start(), wanted)
        elif not wanted.isdisjoint(_tokens(word, language)):
            found.append(place.span())
    return tuple(_joined(found))


def snippet(words: str, *, language: str, group: str, wanted: frozenset[str]) -> Snippet:
    """At most LENGTH characters: around the first words asked for, from the beginning of a sentence where one is near."""
    marks = marked(words, language=language, wanted=wanted)
    start = _beginning(words, marks[0][0]) if marks and marks[0][1] > LENGTH else 0
    before = "… " if start else ""
    # Between the items of a list its marks keep them apart; before the first one they say nothing.
    if mark := LIST_MARK.match(words, start):
        start = mark.end()
    end = len(words) if len(words) - start <= LENGTH else words.rfind(" ", start, start + LENGTH)
    end = end if end > start else start + LENGTH
    after = " …" if end < len(words) else ""
    shown = [(left - start + len(before), right - start + len(before)) for left, right in marks if left >= start and right <= end]
    return Snippet(f"{before}{words[start:end]}{after}", language, group, tuple(shown))


@lru_cache(maxsize=50_000)
def _tokens(word: str, language: str) -> tuple[str, ...]:
    return (*word_tokens(word.casefold(), language), fold(word))


def _beginning(words: str, place: int) -> int:
    sentence = max((found.end() for found in START.finditer(words, 0, place)), default=0)
    if place - sentence <= LENGTH // 2:
        return sentence
    space = words.find(" ", place - LENGTH // 3)
    return space + 1 if 0 <= space < place else place


def _marked_runs(word: str, offset: int, wanted: frozenset[str]) -> list[tuple[int, int]]:
    return [
        (offset + place, offset + place + 2)
        for run in RUN.finditer(word)
        for place in range(run.start(), run.end() - 1)
        if word[place : place + 2] in wanted
    ]


def _joined(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
