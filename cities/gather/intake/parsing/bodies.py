"""Paragraphs of a description, freed from what the layout left in them."""

import re
from collections.abc import Iterable, Sequence

from .contacts import EMAIL, LINK
from .profiles import LONGEST_TRIED

BULLET = re.compile(r"^\s*(?:[-•▪◦*·–]\s+)+(?:[*•▶▪◦]\s*)?")
NUMBERED = re.compile(r"^\s*-\s+(?=\d{1,2}\))")
BOLD = re.compile(r"\*\*(?=\S)(.+?)(?<=\S)\*\*")
AUTOLINK = re.compile(r"<(https?://[^>\s]+)>")
ESCAPED = re.compile(r"\\([$*_#\[\]()\\])")
CUT_ADDRESS = re.compile(r"\bhttps?://\S+/$")
UNFINISHED = re.compile(r"[\w,’'\-–]$")


def cleaned_line(text: str) -> str:
    """Take a line's Markdown off, all but the bullet of a list."""
    text = NUMBERED.sub("- ", text)
    bullet = "- " if BULLET.match(text) else ""
    bare = BULLET.sub("", text) if bullet else text
    bare = AUTOLINK.sub(r"\1", BOLD.sub(r"\1", LINK.sub(r"\1", bare)))
    return bullet + " ".join(ESCAPED.sub(r"\1", bare).split())


def is_caption(text: str, skip: Iterable[re.Pattern[str]]) -> bool:
    return any(pattern.search(text[:LONGEST_TRIED].strip()) for pattern in skip)


def without_emails(text: str) -> str:
    """Take e-mail addresses out of running text, with the brackets or mark around them."""
    return re.sub(rf"\s*[(<\[]?(?:\bE-?mail:? )?{EMAIL.pattern}[)>\]]?", "", text)


def joined_paragraphs(lines: Sequence[str]) -> str:
    """Join lines that are paragraphs each: lists stay together, a sentence cut by a page break grows together again."""
    blocks: list[str] = []
    for line in lines:
        if blocks and line.startswith("- ") and blocks[-1].rpartition("\n")[2].startswith("- "):
            blocks[-1] += "\n" + line
        elif blocks and line[:1].islower() and UNFINISHED.search(blocks[-1]) and not blocks[-1].startswith("- "):
            blocks[-1] += " " + line
        else:
            blocks.append(line)
    return "\n\n".join(blocks)


def unwrapped(lines: Sequence[str], vocabulary: frozenset[str]) -> str:
    """Join lines cut to a width into one paragraph; words cut by a hyphen grow together unless `vocabulary` says no."""
    text = ""
    for line in lines:
        if not text:
            text = line
        elif re.search(r"\w-$", text) and line[:1].islower():
            text = _mended(text, line, vocabulary)
        elif CUT_ADDRESS.search(text):
            text += line
        else:
            text += " " + line
    return text


def _mended(text: str, line: str, vocabulary: frozenset[str]) -> str:
    """ "soci-" + "ety" is society, "co-" + "create" stays: what the document writes elsewhere in one line decides."""
    first = re.split(r"[^\w-]", text)[-1]
    second = re.split(r"[^\w-]", line)[0]
    hyphened, plain = (first + second).lower(), (first[:-1] + second).lower()
    keeps = hyphened in vocabulary and plain not in vocabulary
    return text + line if keeps else text[:-1] + line


def vocabulary_of(lines: Iterable[str]) -> frozenset[str]:
    """The words of a document that no line end cuts, in lower case, with those that carry a hyphen."""
    words: set[str] = set()
    for line in lines:
        found = re.findall(r"\w+(?:-\w+)*-?", line.lower())
        words.update(found[:-1] if line.rstrip().endswith("-") else found)
    return frozenset(words)
