"""Drawings of the desk as plain geometry: flows between two columns, and lines over the years."""

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, BAR, GAP, UNIT, LABEL = 800.0, 12.0, 14.0, 16.0, 240.0


@dataclass(frozen=True)
class Stack:
    """One end of the flows: where its bar stands, and how many pass."""

    name: str
    count: int
    x: float
    y: float
    height: float


@dataclass(frozen=True)
class Ribbon:
    start: str
    end: str
    count: int
    path: str


@dataclass(frozen=True)
class Sankey:
    width: float
    height: float
    starts: tuple[Stack, ...]
    ends: tuple[Stack, ...]
    ribbons: tuple[Ribbon, ...]


@dataclass(frozen=True)
class Series:
    """Steps over the years, as one path."""

    name: str
    path: str
    last: int
    y: float


def sankey(flows: Sequence[tuple[str, str, int]]) -> Sankey | None:
    """From left to right; bars and ribbons as high as what passes. None when nothing does."""
    if not flows:
        return None
    starts = _column([(start, count) for start, _end, count in flows], x=LABEL)
    ends = _column([(end, count) for _start, end, count in flows], x=WIDTH - LABEL - BAR)
    order = {stack.name: number for number, stack in enumerate(ends)}
    left, right = {stack.name: stack.y for stack in starts}, {stack.name: stack.y for stack in ends}
    placed = sorted(flows, key=lambda flow: (next(n for n, stack in enumerate(starts) if stack.name == flow[0]), order[flow[1]]))
    ribbons = []
    for start, end, count in placed:
        ribbons.append(Ribbon(start, end, count, _ribbon(left[start], right[end], count * UNIT)))
        left[start] += count * UNIT
        right[end] += count * UNIT
    height = max(stack.y + stack.height for stack in (*starts, *ends)) + GAP
    return Sankey(WIDTH, height, starts, ends, tuple(ribbons))


def steps(years: Sequence[int], values: Sequence[int], *, name: str, most: int, height: float = 180.0) -> Series:
    """A line that rises in steps, in a box 640 wide; the scale begins at 0."""
    wide = 640.0 / max(len(years), 1)

    def y(value: int) -> float:
        return round(height - height * value / max(most, 1), 1)

    path = f"M0 {y(values[0])}" + "".join(f"V{y(value)}H{round((number + 1) * wide, 1)}" for number, value in enumerate(values))
    return Series(name, path, values[-1], y(values[-1]))


def _column(parts: Sequence[tuple[str, int]], *, x: float) -> tuple[Stack, ...]:
    counts: dict[str, int] = {}
    for name, count in parts:
        counts[name] = counts.get(name, 0) + count
    stacks, y = [], GAP
    for name, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        stacks.append(Stack(name, count, x, y, max(count * UNIT, 2.0)))
        y += count * UNIT + GAP
    return tuple(stacks)


def _ribbon(left: float, right: float, thick: float) -> str:
    one, other = LABEL + BAR, WIDTH - LABEL - BAR
    middle = (one + other) / 2
    return (
        f"M{one} {left}C{middle} {left} {middle} {right} {other} {right}V{right + thick}"
        f"C{middle} {right + thick} {middle} {left + thick} {one} {left + thick}Z"
    )
