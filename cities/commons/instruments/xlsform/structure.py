"""Rows between `begin` and `end` become groups."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from cities.commons.instruments.xlsform.forms import FormRow
from cities.commons.instruments.xlsform.problems import Problem
from cities.commons.instruments.xlsform.types import Bracket, QuestionType, type_of

DEEPEST = 8
NO = frozenset({"", "no", "false", "false()"})


@dataclass(frozen=True, slots=True)
class Question:
    row: FormRow
    type: QuestionType


@dataclass(frozen=True, slots=True)
class Group:
    """`kind` is group or repeat."""

    row: FormRow
    kind: str
    children: tuple["Node", ...]

    @property
    def is_table(self) -> bool:
        """One list of choices asked of several things: by its look, or by that of its questions as older forms have it."""
        return "table-list" in self.row.get("appearance") or any(
            isinstance(child, Question) and "list-nolabel" in child.row.get("appearance") for child in self.children
        )


Node = Question | Group


def nested(rows: Sequence[FormRow], problems: list[Problem]) -> tuple[Node, ...]:
    """The questions as a tree; what does not close or is not carried is noted in `problems`."""
    return _Walk(iter(rows), problems).children(None, 0)


@dataclass
class _Walk:
    rows: Iterator[FormRow]
    problems: list[Problem]

    def children(self, within: FormRow | None, depth: int) -> tuple[Node, ...]:
        nodes: list[Node] = []
        for row in self.rows:
            if row.get("disabled").lower() not in NO:
                continue
            kind = type_of(row.get("type"))
            if isinstance(kind, QuestionType):
                nodes.extend(self.question(row, kind))
            elif kind.begins:
                nodes.append(self.group(row, kind, depth))
            elif within is None:
                self.refuse(row, "type", _("Nothing begins that could end here."))
            else:
                return tuple(nodes)
        if within is not None:
            self.refuse(within, "type", _("What begins here does not end."))
        return tuple(nodes)

    def question(self, row: FormRow, kind: QuestionType) -> Iterator[Question]:
        if kind.base:
            yield Question(row, kind)
        elif any(row.get(name) for name in ("name", "label")):
            self.refuse(row, "name", _("This row has no type."))

    def group(self, row: FormRow, kind: Bracket, depth: int) -> Group:
        if depth >= DEEPEST:
            self.refuse(row, "type", _("Groups are nested too deep."))
            # The rest belongs to nothing that could be read.
            return Group(row, "group", ())
        if kind.kind == "loop":
            self.refuse(row, "type", _("Loops over choices are not carried; make a repeated group or a table."))
        if row.get("count"):
            self.refuse(row, "count", _("A number of repetitions fixed beforehand is not carried."))
        return Group(row, "repeat" if kind.kind == "repeat" else "group", self.children(row, depth + 1))

    def refuse(self, row: FormRow, name: str, reason: str) -> None:
        self.problems.append(Problem("survey", row.number, row.column(name), reason))
