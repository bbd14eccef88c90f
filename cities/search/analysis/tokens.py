"""A text as tokens, in the order of its words."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from cities.search.analysis.bigrams import RUN, pairs
from cities.search.analysis.stems import STEMMERS, is_stopword, stems, without_elision
from cities.search.folding import fold
from cities.translation.languages import base_language

# Changes with the analysers: what was indexed under another version is indexed again.
VERSION = 2
# Languages with an analyser of their own; all others are folded.
ANALYSED = (*STEMMERS, "ko", "ja", "zh")

APOSTROPHES = "’‘ʼ＇"
# S.C.O.P., E.S.S.
DOTTED = re.compile(r"\b(?:[^\W\d_]\.){2,}(?:[^\W\d_]\b)?")
# Vowel signs and points that stand on letters (Hindi, pointed Arabic, decomposed accents); \w alone would cut words at them.
MARKS = "".join(chr(number) for number in range(0x300, 0xFE30) if unicodedata.category(chr(number)) in ("Mn", "Mc"))
# Words keep inner apostrophes and hyphens: l'économie, co-operative.
WORD = re.compile(rf"\w[\w{MARKS}]*(?:['\-‐‑]\w[\w{MARKS}]*)*")
HYPHEN = re.compile(r"[-‐‑]")
# A single token longer than this is a mistake or an attack.
LONGEST = 40


def straight(text: str) -> str:
    """With one kind of apostrophe; as long as before."""
    for other in APOSTROPHES:
        text = text.replace(other, "'")
    return text


def spoken_words(text: str) -> Iterator[str]:
    """Words as written, in lower case and composed form, dotted acronyms closed up."""
    plain = straight(unicodedata.normalize("NFKC", text)).casefold()
    yield from WORD.findall(unicodedata.normalize("NFC", DOTTED.sub(lambda found: found[0].replace(".", ""), plain)))


def tokens(text: str, language: str) -> list[str]:
    """What the index holds of a text in this language (`pt-BR` is analysed as `pt`). Stop words are left out."""
    return [token for word in spoken_words(text) for token in word_tokens(word, language)]


def plain_words(text: str) -> list[str]:
    """Every word, folded and unstemmed, Hangul, kana and han as pairs: what phrases and names are looked for in."""
    return [token for word in spoken_words(text) for part in HYPHEN.split(word.replace("'", "-")) for token in _parted(fold(part))]


@lru_cache(maxsize=20_000)
def word_tokens(word: str, language: str) -> tuple[str, ...]:
    """Tokens of one word: its stem; of a compound the whole and its parts; pairs of its runs without spaces."""
    parts = [part for part in HYPHEN.split(word) if part]
    told = [token for part in parts for token in _part_tokens(part, base_language(language))]
    if len(parts) < 2:
        return tuple(told)
    # The whole stays in one piece: its pairs are asked for as a phrase.
    whole = _part_tokens("".join(parts), base_language(language))
    return (*whole, *(token for token in dict.fromkeys(told) if token not in whole))


def _part_tokens(part: str, language: str) -> list[str]:
    bare = without_elision(part, language)
    if RUN.search(bare):
        return _parted(fold(bare))
    return [] if is_stopword(bare, language) else list(stems(bare[:LONGEST], language))


def _parted(word: str) -> list[str]:
    """`sse조례` -> sse 조례."""
    found: list[str] = []
    last = 0
    for run in RUN.finditer(word):
        found += [word[last : run.start()], *pairs(run[0])]
        last = run.end()
    return [part[:LONGEST] for part in (*found, word[last:]) if part]
