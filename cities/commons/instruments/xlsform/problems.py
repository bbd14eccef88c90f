"""What stands against taking a form over, each with its place in the workbook."""

from collections.abc import Sequence
from dataclasses import dataclass

from openpyxl.utils import get_column_letter


@dataclass(frozen=True, slots=True)
class Problem:
    """`row` and `column` as the spreadsheet counts them, from 1; 0 where it is about the whole sheet."""

    sheet: str
    row: int
    column: int
    reason: str

    @property
    def cell(self) -> str:
        """`B12`, or only the row's number."""
        if not self.row:
            return ""
        return f"{get_column_letter(self.column)}{self.row}" if self.column else str(self.row)


class RefusedForm(Exception):
    """A form that is not taken over; nothing was changed. Carries every problem found."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(sorted(problems, key=lambda problem: (problem.sheet, problem.row, problem.column)))
        super().__init__("; ".join(f"{problem.sheet} {problem.cell}: {problem.reason}" for problem in self.problems))
