"""Plain comparison of figures; no rows, no database."""

from collections import defaultdict
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar


class Comparable(Protocol):
    """A figure as the comparison sees it: `subject` is what must be equal for two numbers to speak of the same thing."""

    @property
    def subject(self) -> Hashable: ...

    @property
    def statement(self) -> Hashable: ...


F = TypeVar("F", bound=Comparable)


@dataclass(frozen=True)
class FigureGroup(Generic[F]):
    """Everything said about one subject, in the order given."""

    figures: tuple[F, ...]

    @property
    def disagrees(self) -> bool:
        """Two sources say different things; both are shown."""
        return len({figure.statement for figure in self.figures}) > 1


def group_figures(figures: Iterable[F]) -> list[FigureGroup[F]]:
    """Put figures on the same subject side by side; subjects keep the order of their first figure."""
    groups: dict[Hashable, list[F]] = defaultdict(list)
    for figure in figures:
        groups[figure.subject].append(figure)
    return [FigureGroup(tuple(group)) for group in groups.values()]
