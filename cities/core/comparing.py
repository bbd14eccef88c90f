"""Sections of a record that are edited on their own: what one says, how two edits of it are joined, what differs. Plain Python."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Generic, TypeVar

R = TypeVar("R")
# Field by field, as values that can be compared: strings, numbers, None, or tuples of these.
Values = Mapping[str, Any]

# Fewer words between two changes belong to the change.
LEAST_KEPT = 3
WORD = re.compile(r"\s+|[^\s\w]|\w+")


@dataclass(frozen=True)
class Section(Generic[R]):
    """`write` changes the record in memory; saving or submitting it keeps what was written."""

    read: Callable[[R], Values]
    write: Callable[[R, Values], None]


@dataclass(frozen=True)
class Conflict:
    """A field two people changed, each in another way."""

    field: str
    theirs: Any
    mine: Any


@dataclass(frozen=True)
class Merged:
    """Both edits joined; with conflicts `values` holds mine there."""

    values: Values
    conflicts: tuple[Conflict, ...] = ()


@dataclass(frozen=True)
class Piece:
    """A stretch of two wordings: `kept`, only `before`, or only `after`."""

    kind: str
    words: str


def merged(mine: Values, *, base: Values, theirs: Values) -> Merged:
    """A field only they changed is theirs, one only I changed is mine. Without a `base` whatever differs is a conflict."""
    values, conflicts = {}, []
    for field, value in mine.items():
        is_mine = field not in base or value != base[field]
        is_theirs = field not in base or theirs.get(field) != base[field]
        values[field] = value if is_mine else theirs.get(field)
        if is_mine and is_theirs and value != theirs.get(field):
            conflicts.append(Conflict(field, theirs.get(field), value))
    return Merged(values, tuple(conflicts))


def pieces(before: str, after: str) -> tuple[Piece, ...]:
    """Two wordings laid over each other, word by word. What stays between two changes counts as kept only when it holds a few words:
    single words and commas kept here and there would make a puzzle of both."""
    old, new = WORD.findall(before), WORD.findall(after)
    found: list[Piece] = []
    gone: list[str] = []
    come: list[str] = []
    stretches = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    for number, (kind, old_from, old_to, new_from, new_to) in enumerate(stretches):
        words = old[old_from:old_to]
        is_between = 0 < number < len(stretches) - 1
        if kind == "equal" and not (is_between and _is_scrap(words)):
            found += [*_changed(gone, come), Piece("kept", "".join(words))]
            gone, come = [], []
        else:
            gone += words
            come += new[new_from:new_to]
    return (*found, *_changed(gone, come))


def _is_scrap(words: list[str]) -> bool:
    return sum(word.isalnum() for word in words) < LEAST_KEPT


def _changed(gone: list[str], come: list[str]) -> list[Piece]:
    both = (Piece("before", "".join(gone)), Piece("after", "".join(come)))
    return [piece for piece in both if piece.words]
