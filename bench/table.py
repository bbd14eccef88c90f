"""Measurements as people read them: aligned columns, medians with their spread, ratios."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

MOST_QUERIES, MOST_MILLISECONDS = 12, 40
PAGE_HEADER = ("subject", "ours ms CPU", "plain ms CPU", "ratio", "queries", "kB raw", "kB gzip")
IMPORT_HEADER = ("import", "rows", "s CPU", "rows/s CPU", "s wall", "peak MiB", "at start")


@dataclass(frozen=True)
class Visits:
    """All visits of one subject on one side."""

    cpu: tuple[float, ...]
    queries: int
    size: int
    gzip: int

    @property
    def typical(self) -> float:
        return median(self.cpu)

    @property
    def spread(self) -> str:
        """Shortest, median and longest, in milliseconds."""
        return f"{min(self.cpu):.1f} / {self.typical:.1f} / {max(self.cpu):.1f}"


@dataclass(frozen=True)
class Comparison:
    """One subject on both sides. `has_target` marks the pages the product makes a promise for."""

    title: str
    ours: Visits
    plain: Visits
    has_target: bool = False

    @property
    def ratio(self) -> float:
        """How many times the plain side's processor time ours takes."""
        return self.ours.typical / self.plain.typical

    @property
    def missed(self) -> list[str]:
        """What of the promise is not kept."""
        found = []
        if self.has_target and self.ours.queries > MOST_QUERIES:
            found.append(f"{self.ours.queries} queries")
        if self.has_target and self.ours.typical > MOST_MILLISECONDS:
            found.append(f"{self.ours.typical:.1f} ms")
        return found


@dataclass(frozen=True)
class Import:
    """One way of importing the table. `steps` are processor seconds by name."""

    title: str
    rows: int
    steps: Mapping[str, float]
    wall: float
    peak: float
    before: float
    outcomes: Mapping[str, int]

    @property
    def seconds(self) -> float:
        return sum(self.steps.values())

    @property
    def rate(self) -> float:
        return self.rows / self.seconds


def visits_of(answers: Sequence[Mapping[str, Any]]) -> Visits:
    """The largest count of queries and the median sizes: visits of one subject may read different practices."""
    return Visits(
        cpu=tuple(answer["cpu"] for answer in answers),
        queries=max(answer["queries"] for answer in answers),
        size=round(median(answer["bytes"] for answer in answers)),
        gzip=round(median(answer["gzip"] for answer in answers)),
    )


def page_table(comparisons: Sequence[Comparison]) -> str:
    rows = [
        (
            each.title,
            each.ours.spread,
            each.plain.spread,
            f"{each.ratio:.2f}",
            f"{each.ours.queries} : {each.plain.queries}",
            f"{each.ours.size / 1000:.1f} : {each.plain.size / 1000:.1f}",
            f"{each.ours.gzip / 1000:.1f} : {each.plain.gzip / 1000:.1f}",
        )
        for each in comparisons
    ]
    return aligned([PAGE_HEADER, *rows])


def target_lines(comparisons: Sequence[Comparison]) -> list[str]:
    """Whether the promise is kept, page by page where it is not."""
    promise = f"Target for pages: at most {MOST_QUERIES} queries and {MOST_MILLISECONDS} ms CPU (median)"
    missed = [f"  {each.title}: {' and '.join(each.missed)}" for each in comparisons if each.missed]
    return [f"{promise}: missed by", *missed] if missed else [f"{promise}: kept by all."]


def import_table(imports: Sequence[Import]) -> str:
    """A line a way of importing, and a line for each of its steps when there are several."""
    lines: list[tuple[str, ...]] = [IMPORT_HEADER]
    for each in imports:
        figures = (f"{each.seconds:.1f}", f"{each.rate:,.0f}", f"{each.wall:.1f}", f"{each.peak:.0f}", f"{each.before:.0f}")
        lines.append((each.title, f"{each.rows:,}", *figures))
        if len(each.steps) > 1:
            lines += [(f"  {step}", "", f"{spent:.1f}", f"{each.rows / spent:,.0f}", "", "", "") for step, spent in each.steps.items()]
    return aligned(lines)


def import_lines(imports: Sequence[Import]) -> list[str]:
    """What came of the rows, and ours against each of the others."""
    ours, *others = imports
    told = [f"{each.title}: " + ", ".join(f"{count:,} {outcome}" for outcome, count in each.outcomes.items()) for each in imports]
    return told + [f"ours ÷ {each.title}: {ours.rate / each.rate:.2f} times the rows a second" for each in others]


def aligned(rows: Sequence[Sequence[str]]) -> str:
    """Columns as wide as their widest cell; the first to the left, figures to the right; a rule under the header."""
    first, *others = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = []
    for name, *figures in rows:
        cells = [name.ljust(first), *(figure.rjust(width) for figure, width in zip(figures, others, strict=True))]
        lines.append("  ".join(cells).rstrip())
    return "\n".join([lines[0], "  ".join("-" * width for width in (first, *others)), *lines[1:]])
