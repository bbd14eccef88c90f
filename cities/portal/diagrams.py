"""Small drawings as plain geometry; templates turn them into SVG. No database."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

# Around the practice, clockwise from the top, in the order of ActorKind: neighbours are the same on every page.
KINDS = ("public", "civil-society", "private", "research")
CENTRE = 120.0
RADIUS = 88.0
MOST_NODES = 16


@dataclass(frozen=True)
class Node:
    """Someone around a practice: where their sign stands, and the number that leads to their name."""

    number: int
    kind: str
    is_first: bool
    x: float
    y: float


@dataclass(frozen=True)
class Mark:
    """A moment on a line of years, as a share of its length in percent."""

    at: float
    year: int
    label: str = ""


@dataclass(frozen=True)
class YearLine:
    """From when to when something was done; `open_from` is where the line goes on into the future."""

    start: int
    end: int
    is_open: bool
    marks: tuple[Mark, ...]


def rose(actors: Sequence[tuple[str, bool]]) -> tuple[Node, ...]:
    """Place (kind, began it) pairs on a circle, kind by kind, with a gap between kinds. Numbers follow that order.

    Only the first 16 get a sign: more cannot be told apart; the list beside names all.
    """
    ordered = sorted(actors, key=lambda actor: (KINDS.index(actor[0]), not actor[1]))[:MOST_NODES]
    kinds = [kind for kind, _ in ordered]
    gaps = sum(kind != kinds[i - 1] for i, kind in enumerate(kinds)) if len(set(kinds)) > 1 else 0
    step = 360 / (len(ordered) + 0.5 * gaps) if ordered else 0.0
    nodes = []
    angle = 0.0
    for i, (kind, is_first) in enumerate(ordered):
        if i:
            angle += step * (1.5 if kind != kinds[i - 1] else 1)
        radians = math.radians(angle - 90)
        nodes.append(
            Node(i + 1, kind, is_first, round(CENTRE + RADIUS * math.cos(radians), 1), round(CENTRE + RADIUS * math.sin(radians), 1))
        )
    return tuple(nodes)


def year_line(started: int | None, ended: int | None, *, this_year: int, taken_up: Iterable[tuple[int, str]] = ()) -> YearLine | None:
    """The life of a practice; None when nobody knows when it began. `taken_up`: years and places where others made it theirs."""
    if started is None:
        return None
    others = sorted(taken_up)
    end = max([ended or this_year, started, *(year for year, _ in others)])
    span = max(end - started, 1)
    marks = tuple(Mark(round(100 * (year - started) / span, 1), year, place) for year, place in others)
    return YearLine(start=started, end=end, is_open=ended is None, marks=marks)


def cells(percent: int, *, count: int = 12) -> tuple[tuple[float, float, bool], ...]:
    """A bar of equal cells, 100 wide: x, width, filled. Rounded down: the last cell is filled only at 100."""
    width = 100 / count
    filled = percent * count // 100
    return tuple((round(i * width, 2), round(width - 1, 2), i < filled) for i in range(count))
