"""Plain comparison of figures; no rows, no database."""

from collections import defaultdict
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar


class Comparable(Protocol):
    """A figure as the comparison sees it: `subject` is what must be equal for two numbers to speak of the same thing,
    `statement` what is said of it, `origin` who says it."""

    @property
    def subject(self) -> Hashable: ...

    @property
    def statement(self) -> Hashable: ...

    @property
    def origin(self) -> Hashable: ...


F = TypeVar("F", bound=Comparable)


@dataclass(frozen=True)
class FigureGroup(Generic[F]):
    """Everything said about one subject, in the order given."""

    figures: tuple[F, ...]

    @property
    def disagrees(self) -> bool:
        """Two sources say different things; both are shown. Several numbers of one source are parts, not a disagreement."""
        said: dict[Hashable, set[Hashable]] = defaultdict(set)
        for figure in self.figures:
            said[figure.origin].add(figure.statement)
        return len({frozenset(statements) for statements in said.values()}) > 1


def group_figures(figures: Iterable[F]) -> list[FigureGroup[F]]:
    """Put figures on the same subject side by side; subjects keep the order of their first figure."""
    groups: dict[Hashable, list[F]] = defaultdict(list)
    for figure in figures:
        groups[figure.subject].append(figure)
    return [FigureGroup(tuple(group)) for group in groups.values()]
