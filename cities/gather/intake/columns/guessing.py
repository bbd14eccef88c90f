"""Which column fills which field: guessed from headers and contents, corrected by a person, remembered by header."""

import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from cities.commons.places.parsing import country_code, fold_name, split_place
from cities.gather.intake.parsing.contacts import EMAIL, clean_website
from cities.gather.intake.reading import Table

from .fields import BY_CODE, IGNORED, fields_of
from .values import TEXT_LANGUAGES, code_for, language_code, year_in

LONGEST_HEADER = 200  # what is longer is no header
SAMPLED_ROWS = 100
MOSTLY = 0.7  # of the filled cells
LONG_TEXT = 120  # characters on average
SUFFIX = re.compile(r"^(?P<header>.+?)[\s_\-:.(\[]+(?P<language>[A-Za-z]{2,12})[)\]]?$")
Test = Callable[[str], bool]

# What contents give away, the surest first.
BY_CONTENTS: tuple[tuple[str, Test], ...] = (
    ("emails", lambda cell: bool(EMAIL.fullmatch(cell.strip()))),
    ("websites", lambda cell: "@" not in cell and bool(re.match(r"(?:https?://|www\.)", cell)) and bool(clean_website(cell.split()[0]))),
    ("region", lambda cell: code_for("region", cell) is not None),
    ("country", lambda cell: country_code(cell) is not None),
    ("place", lambda cell: "," in cell and len(cell) < 80 and bool(split_place(cell).country)),
    ("language", lambda cell: language_code(cell) is not None),
    ("category", lambda cell: code_for("category", cell) is not None),
    ("status", lambda cell: code_for("status", cell) is not None),
    ("member_since", lambda cell: len(cell) <= 10 and year_in(cell) is not None),
    ("started", lambda cell: len(cell) <= 10 and year_in(cell) is not None),
)


@dataclass(frozen=True)
class Columns:
    """`fields` maps a column's place to "name", "name.fr" or "-" (left out); what is not in it is not understood yet."""

    kind: str
    fields: Mapping[int, str]

    @property
    def is_usable(self) -> bool:
        return any(field.partition(".")[0] == "name" for field in self.fields.values())


def signature(header: Sequence[str]) -> str:
    """What two tables share whose columns mean the same: their headers, whatever the spelling of letters."""
    return hashlib.sha256("\n".join(fold_name(cell) for cell in header).encode()).hexdigest()


def guess_kind(header: Sequence[str]) -> str:
    """Whether a table lists members or practices: what only one of the two has decides; members where nothing does."""
    fields = {_by_header(cell, kind).partition(".")[0] for cell in header for kind in ("member", "practice")}
    only = {kind: sum(1 for field in fields - {""} if BY_CODE[field].kinds == (kind,)) for kind in ("member", "practice")}
    named = any(fold_name(cell) in PRACTICE_NAMES for cell in header)
    return "practice" if only["practice"] > only["member"] or (named and not only["member"]) else "member"


PRACTICE_NAMES = frozenset(
    [
        "project",
        "project title",
        "practice",
        "practice title",
        "titre",
        "title",
        "projet",
        "pratique",
        "titulo",
        "proyecto",
        "practica",
        "제목",
        "사업명",
    ]
)


def guess_columns(table: Table, kind: str) -> Columns:
    """Guess by header first, then by the first rows for columns whose header says nothing. No field is given twice."""
    fields: dict[int, str] = {}
    for place, cell in enumerate(table.header):
        field = _by_header(cell, kind)
        if field and field not in fields.values():
            fields[place] = field
    sample = [row.cells for row in islice(table.rows(), SAMPLED_ROWS)]
    for place in range(len(table.header)):
        if place not in fields:
            cells = [row[place] for row in sample if place < len(row) and row[place]]
            field = _by_contents(cells, kind, taken={field.partition(".")[0] for field in fields.values()})
            if field:
                fields[place] = field
    return Columns(kind, fields)


def _by_header(header: str, kind: str) -> str:
    header = header[:LONGEST_HEADER].strip()
    bare = fold_name(re.sub(r"([a-z])([A-Z])", r"\1 \2", header))
    field = next((field.code for field in fields_of(kind) if bare in field.headers), "")
    if field:
        return field
    suffixed = SUFFIX.match(header)
    language = language_code(suffixed["language"]) if suffixed else None
    if not suffixed or not language or language not in TEXT_LANGUAGES:
        return ""
    inner = _by_header(suffixed["header"], kind)
    return f"{inner}.{language}" if inner and "." not in inner and BY_CODE[inner].is_text else ""


def _by_contents(cells: Sequence[str], kind: str, *, taken: set[str]) -> str:
    if not cells:
        return ""
    for field, test in BY_CONTENTS:
        if field not in taken and kind in BY_CODE[field].kinds and sum(map(test, cells)) >= MOSTLY * len(cells):
            return field
    if "text" not in taken and sum(map(len, cells)) / len(cells) >= LONG_TEXT:
        return "text"
    distinct = len(set(cells)) / len(cells)
    names = "name" not in taken and distinct > MOSTLY and all(len(cell) < 200 for cell in cells)
    return "name" if names and not all(re.fullmatch(r"[\d.,\s]+", cell) for cell in cells) else ""


def corrected(columns: Columns, choices: Mapping[int, str]) -> Columns:
    """What a person chose goes before the guess; "-" leaves a column out. Unknown fields are an error (KeyError)."""
    for field in choices.values():
        if field not in (IGNORED, ""):
            BY_CODE[field.partition(".")[0]]
    merged = {**columns.fields, **choices}
    return Columns(columns.kind, {place: field for place, field in merged.items() if field})
