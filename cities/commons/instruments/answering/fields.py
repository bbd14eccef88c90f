"""The names of the fields of a form, and what came back under them.

A name is its part, the item, the repetition and, for rows and ranks, what they are about: `v:population:0`, `m:rights:2:water`.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from cities.commons.instruments.answering.answers import Place

VALUE, ROW, ABSENCE, PUBLICATION, SEEN, TAKEN = "v", "m", "a", "p", "seen", "take"
PARTS = frozenset({VALUE, ROW, ABSENCE, PUBLICATION, SEEN, TAKEN})
MOST_VALUES = 500


@dataclass(slots=True)
class Typed:
    """What a form says of one item, as text. `rows` holds a matrix's rows and the places of what is ranked."""

    values: list[str] = field(default_factory=list)
    rows: dict[str, str] = field(default_factory=dict)
    absence: str = ""
    publication: str = ""
    # Which answer the page was showing: its revision, a dot, its mark. Empty: the item was not on the form.
    seen: str = ""
    # In a conflict: "theirs", or "mine" with the revision that was shown, `mine.4`.
    taken: str = ""

    @property
    def is_blank(self) -> bool:
        return not any(value.strip() for value in (*self.values, *self.rows.values()))


def field_name(part: str, code: str, repetition: int = 0, *, about: str = "") -> str:
    return ":".join([part, code, str(repetition), *([about] if about else [])])


def typed_from(pairs: Iterable[tuple[str, str]]) -> dict[Place, Typed]:
    """What was typed, by item and repetition. Names that are none of ours are passed over."""
    found: dict[Place, Typed] = {}
    for name, text in pairs:
        part, code, repetition, about = (*name.split(":", 3), "", "", "", "")[:4]
        if part not in PARTS or not (repetition.isascii() and repetition.isdigit() and len(repetition) <= 4):
            continue
        _take(found.setdefault((code, int(repetition)), Typed()), part, text, about=about)
    return found


def _take(typed: Typed, part: str, text: str, *, about: str) -> None:
    if part == VALUE and len(typed.values) < MOST_VALUES:
        typed.values.append(text)
    elif part == ROW and len(typed.rows) < MOST_VALUES:
        typed.rows[about] = text
    elif part == ABSENCE:
        typed.absence = text
    elif part == PUBLICATION:
        typed.publication = text
    elif part == SEEN:
        typed.seen = text
    elif part == TAKEN:
        typed.taken = text
