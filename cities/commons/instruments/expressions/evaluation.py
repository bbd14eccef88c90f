"""Expressions answered. Nothing here raises: whatever was answered, an expression that was read has a value."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from cities.commons.instruments.expressions.coercions import Value, compares, to_boolean, to_number, to_string
from cities.commons.instruments.expressions.functions import FUNCTIONS
from cities.commons.instruments.expressions.patterns import matches
from cities.commons.instruments.expressions.tree import Call, Chain, Expression, Literal, Match, Name, Negative, This


@dataclass(frozen=True, slots=True)
class Context:
    """What an expression is asked about; a name nobody answered is the empty text."""

    values: Mapping[str, Value]
    this: Value
    today: date


def evaluate(expression: Expression, context: Context) -> Value:  # noqa: PLR0911 -- one return a kind of part
    match expression:
        case Literal(value):
            return value
        case Name(code):
            return context.values.get(code, "")
        case This():
            return context.this
        case Negative(operand):
            return -to_number(evaluate(operand, context))
        case Chain(operands, operators):
            return _chain(operands, operators, context)
        case Call(function, arguments):
            return FUNCTIONS[function].call([evaluate(argument, context) for argument in arguments], context.today)
        case Match(subject, program):
            return matches(program, to_string(evaluate(subject, context)))


def _chain(operands: tuple[Expression, ...], operators: tuple[str, ...], context: Context) -> Value:
    if operators[0] in ("and", "or"):
        ends_at = operators[0] == "or"
        return any(to_boolean(evaluate(operand, context)) == ends_at for operand in operands) == ends_at
    value = evaluate(operands[0], context)
    for operator, operand in zip(operators, operands[1:], strict=True):
        value = _applied(value, operator, evaluate(operand, context))
    return value


def _applied(left: Value, operator: str, right: Value) -> Value:
    if operator in ("=", "!=", "<", "<=", ">", ">="):
        return compares(left, operator, right)
    one, other = to_number(left), to_number(right)
    match operator:
        case "+":
            return one + other
        case "-":
            return one - other
        case "*":
            return one * other
        case "div":
            return _divided(one, other)
    return math.nan if other == 0 or not math.isfinite(one) else math.fmod(one, other)


def _divided(one: float, other: float) -> float:
    if other != 0:
        return one / other
    if one == 0 or math.isnan(one):
        return math.nan
    return math.copysign(math.inf, one) * math.copysign(1.0, other)
