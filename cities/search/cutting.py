"""Texts cut into passages: short enough to have one meaning each."""

import hashlib
import re
from collections.abc import Iterator

from cities.search.content import TextContent

# Characters; some 60 to 90 words. An encoder takes the time of what it reads, and a long passage means a bit of everything.
LONGEST = 480
SENTENCE = re.compile(r"(?<=[.!?。！？])\s+|\n+")
# Marks of Markdown that are no words.
MARKS = re.compile(r"[*_`#>\[\]]+|\(https?://[^)]*\)")
LEAD = "title"


def passages_of(text: TextContent) -> Iterator[tuple[str, str]]:
    """Field and words of every passage. The first says what the record is: its title and summary."""
    lead, *rest = list(_cut(text.summary)) or [""]
    yield LEAD, f"{text.title}\n{lead}".strip()
    for part in rest:
        yield "summary", part
    for name, words in text.fields.items():
        for part in _cut(words):
            yield name, part


def digest_of(*parts: object) -> str:
    return hashlib.blake2b("\x1f".join(str(part) for part in parts).encode(), digest_size=16).hexdigest()


def plain(text: str) -> str:
    """Markdown without its marks."""
    return MARKS.sub(" ", text)


def _cut(words: str) -> Iterator[str]:
    """Whole sentences, as many as fit; a sentence that is too long is cut between words."""
    held = ""
    for sentence in _sentences(plain(words)):
        if held and len(held) + len(sentence) >= LONGEST:
            yield held
            held = ""
        held = f"{held} {sentence}".strip()
    if held:
        yield held


def _sentences(words: str) -> Iterator[str]:
    for sentence in SENTENCE.split(words):
        rest = " ".join(sentence.split())
        while len(rest) > LONGEST:
            place = rest.rfind(" ", LONGEST // 2, LONGEST)
            place = place if place > 0 else LONGEST
            yield rest[:place].strip()
            rest = rest[place:].strip()
        if rest:
            yield rest
