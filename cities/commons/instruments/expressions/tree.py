"""What an expression is once it is read: a frozen tree whose depth is bounded by the parser."""

from collections.abc import Iterator
from dataclasses import dataclass

# One step of a pattern's program: see `patterns`.
Step = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Literal:
    value: str | float


@dataclass(frozen=True, slots=True)
class Name:
    """`${code}`"""

    code: str


@dataclass(frozen=True, slots=True)
class This:
    """`.`, the answer the expression is about."""


@dataclass(frozen=True, slots=True)
class Negative:
    operand: "Expression"


@dataclass(frozen=True, slots=True)
class Chain:
    """Operators of one rank, applied from left to right; flat, so that a long sum is not a deep tree."""

    operands: tuple["Expression", ...]
    operators: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Call:
    function: str
    arguments: tuple["Expression", ...]


@dataclass(frozen=True, slots=True)
class Match:
    """`regex()` with its pattern made ready."""

    subject: "Expression"
    program: tuple[Step, ...]


Expression = Literal | Name | This | Negative | Chain | Call | Match


def parts(expression: Expression) -> Iterator[Expression]:
    """The expression and everything in it."""
    yield expression
    match expression:
        case Negative(operand):
            yield from parts(operand)
        case Chain(inner) | Call(_, inner):
            for part in inner:
                yield from parts(part)
        case Match(subject):
            yield from parts(subject)


def as_data(expression: Expression) -> list[object]:  # noqa: PLR0911 -- one return a kind of part
    """The tree as lists that JSON can carry; `static/js/expressions.js` reads them."""
    match expression:
        case Literal(value):
            return ["literal", value]
        case Name(code):
            return ["name", code]
        case This():
            return ["this"]
        case Negative(operand):
            return ["negative", as_data(operand)]
        case Chain(operands, operators):
            return ["chain", [as_data(operand) for operand in operands], list(operators)]
        case Call(function, arguments):
            return ["call", function, [as_data(argument) for argument in arguments]]
        case Match(subject, program):
            return ["match", as_data(subject), [list(step) for step in program]]
