"""How a practice travels, as a drawing: a tree over time. Plain geometry; templates turn it into SVG.

Each branch has a row. Its line grows thicker from phase to phase; rings are pilots, discs say how many are in use.
"""

import math
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from textwrap import wrap

# What a drawing is laid out for, in pixels of its own; the page shows the one that fits.
WIDE, NARROW = 960, 320
GUTTER, MARGIN = 270, 26
# Room for what began before the first year shown.
BEFORE = 30
LINE, SIZE = 18, 15
LETTER = 0.52
TOP, BOTTOM, ROW = 34, 30, 58
RING = 6
SMALLEST, LARGEST = 6.0, 17.0
LEAST_YEARS = 4
# Years told along the line, so that they stand apart: at most so many.
MOST_TICKS = {WIDE: 12, NARROW: 6}

# Where a year stands.
Scale = Callable[[float], float]


@dataclass(frozen=True)
class Stretch:
    """A phase on the line of years."""

    phase: str
    start: float
    end: float


@dataclass(frozen=True)
class Branch:
    """The origin, or one place a practice went to. Years as decimals; `ended` is the last that is known of it."""

    key: str
    label: str
    detail: str
    began: float
    ended: float
    parents: tuple[str, ...] = ()
    stretches: tuple[Stretch, ...] = ()
    pilots: tuple[float, ...] = ()
    counts: tuple[tuple[float, float, str], ...] = ()
    is_open: bool = True
    is_stopped: bool = False
    region: str = "world"
    url: str = ""


@dataclass(frozen=True)
class Piece:
    phase: str
    x1: float
    x2: float


@dataclass(frozen=True)
class Disc:
    x: float
    radius: float
    said: str
    label_y: float


@dataclass(frozen=True)
class DrawnRow:
    branch: Branch
    y: float
    lines: tuple[tuple[float, str], ...]
    details: tuple[tuple[float, str], ...]
    label_x: float
    pieces: tuple[Piece, ...]
    rings: tuple[float, ...]
    discs: tuple[Disc, ...]
    x1: float
    x2: float
    is_cut: bool


@dataclass(frozen=True)
class Joint:
    """From a parent's line down to where a branch begins; `is_second` for what it also learned from."""

    path: str
    is_second: bool


@dataclass(frozen=True)
class Drawing:
    width: int
    height: float
    rows: tuple[DrawnRow, ...]
    joints: tuple[Joint, ...]
    ticks: tuple[tuple[float, int], ...]
    plot_left: float
    plot_bottom: float


def in_order(branches: Iterable[Branch]) -> tuple[Branch, ...]:
    """Origins first, each followed by what came from it, earliest first. Whatever it says, a circle ends somewhere."""
    known = {branch.key: branch for branch in branches}
    children: dict[str, list[Branch]] = {}
    roots: list[Branch] = []
    for branch in sorted(known.values(), key=lambda branch: (branch.began, branch.key)):
        parent = next((key for key in branch.parents if key in known and key != branch.key), None)
        (children.setdefault(parent, []) if parent else roots).append(branch)
    ordered: dict[str, Branch] = {}

    def place(branch: Branch) -> None:
        if branch.key not in ordered:
            ordered[branch.key] = branch
            for child in children.get(branch.key, ()):
                place(child)

    for branch in [*roots, *known.values()]:
        place(branch)
    return tuple(ordered.values())


def drawing(branches: Iterable[Branch], *, width: int = WIDE) -> Drawing | None:
    """None when there is nothing but origins: no practice has travelled."""
    ordered = in_order(branches)
    travelled = [branch for branch in ordered if branch.parents]
    if not travelled:
        return None
    first, last = _span(travelled)
    left = GUTTER if width == WIDE else BEFORE
    right = width - MARGIN

    def x(year: float) -> float:
        return round(left + (right - left) * (min(max(year, first), last) - first) / (last - first), 1)

    most = max((value for branch in ordered for _at, value, _said in branch.counts), default=1.0)
    rows, y = [], float(TOP)
    for branch in ordered:
        row, y = _row(branch, y, width=width, x=x, first=first, most=most)
        rows.append(row)
    return Drawing(
        width=width,
        height=round(y + BOTTOM, 1),
        rows=tuple(rows),
        joints=tuple(_joints(rows)),
        ticks=tuple((x(year), year) for year in _ticks(first, last, most=MOST_TICKS[width])),
        plot_left=left,
        plot_bottom=round(y, 1),
    )


def radius(value: float, *, most: float) -> float:
    """Areas are as numbers are: four times as many, twice as wide; never too small to be seen."""
    return round(max(SMALLEST, LARGEST * math.sqrt(max(value, 0) / most)), 1) if most > 0 else SMALLEST


def _span(travelled: Sequence[Branch]) -> tuple[int, int]:
    first = math.floor(min(branch.began for branch in travelled))
    latest = [branch.ended for branch in travelled] + [at for branch in travelled for at, *_ in branch.counts]
    last = max(math.floor(max(latest)) + 1, first + LEAST_YEARS)
    return first, last


def _ticks(first: int, last: int, *, most: int) -> list[int]:
    step = next(step for step in (1, 2, 5, 10, 20, 50, 100, 500) if (last - first) / step <= most)
    return [year for year in range(first, last + 1) if year % step == 0]


def _row(branch: Branch, y: float, *, width: int, x: Scale, first: float, most: float) -> tuple[DrawnRow, float]:
    """The row and where the next begins: beside its line on wide drawings, above it on narrow ones."""
    is_wide = width == WIDE
    room = (GUTTER - 24) if is_wide else width - 16
    labels, details = _fitted(branch.label, room), _fitted(branch.detail, room)
    words = [*((text, True) for text in labels), *((text, False) for text in details)]
    top = y + LINE
    placed = [(top + place * LINE, text, is_label) for place, (text, is_label) in enumerate(words)]
    below = SMALLEST * 2 if not branch.counts else LARGEST + 14
    if is_wide:
        line_y = y + max(ROW / 2, LINE * len(words) / 2 + 8)
        end = max(y + ROW, y + LINE * len(words) + 16, line_y + below + 8)
    else:
        line_y = y + LINE * len(words) + 12 + (LARGEST if branch.counts else SMALLEST)
        end = line_y + below + 12
    discs = tuple(Disc(x(at), size := radius(value, most=most), said, round(line_y + size + 15, 1)) for at, value, said in branch.counts)
    row = DrawnRow(
        branch=branch,
        y=round(line_y, 1),
        lines=tuple((round(at, 1), text) for at, text, is_label in placed if is_label),
        details=tuple((round(at, 1), text) for at, text, is_label in placed if not is_label),
        label_x=0 if is_wide else 8,
        pieces=tuple(Piece(stretch.phase, x(stretch.start), max(x(stretch.end), x(stretch.start) + 3)) for stretch in branch.stretches),
        rings=_apart([x(at) for at in branch.pilots], discs),
        discs=discs,
        x1=x(branch.began),
        x2=x(branch.ended),
        is_cut=branch.began < first,
    )
    return row, end


def _apart(places: list[float], discs: Sequence[Disc]) -> tuple[float, ...]:
    """Rings at the same moment stand side by side; what was tried stands before what was counted."""
    shown: list[float] = []
    for place in sorted(places, reverse=True):
        hidden = [disc.x - disc.radius - RING for disc in discs if abs(disc.x - place) < disc.radius + RING]
        free = min([place, *hidden])
        shown.append(min(free, shown[-1] - 2 * RING + 3) if shown else free)
    return tuple(round(place, 1) for place in reversed(shown))


def _joints(rows: Sequence[DrawnRow]) -> Iterable[Joint]:
    by_key: Mapping[str, DrawnRow] = {row.branch.key: row for row in rows}
    for row in rows:
        parents = [by_key[key] for key in row.branch.parents if key in by_key and key != row.branch.key]
        for number, parent in enumerate(parents):
            # What was also learned comes in beside, not on top of the first line.
            x, bend = row.x1 - (7 if number else 0), 8.0
            start = max(parent.x1, x - bend) if parent.x1 < x else x
            turn = f"M{start} {parent.y}Q{x} {parent.y} {x} {parent.y + (bend if row.y > parent.y else -bend)}"
            yield Joint(f"{turn}V{row.y}H{row.x1}", is_second=number > 0)


def _fitted(words: str, pixels: float) -> list[str]:
    """The lines words take in so many pixels; wide letters (Hangul, han) count double."""
    if not words:
        return []
    share = sum(1 for letter in words if unicodedata.east_asian_width(letter) in "WF") / len(words)
    return wrap(words, max(int(pixels / (SIZE * (LETTER + (0.95 - LETTER) * share))), 10))
