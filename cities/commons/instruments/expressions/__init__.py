"""Conditions, constraints and calculations: the expressions of ODK's forms (XLSForm), read once and evaluated on values.

The language is XPath 1.0 without paths: `${code}` for an answer, `.` for the one asked about, texts, numbers, `or and = != < <= > >=
+ - * div mod`, and the functions in `functions`. Reading refuses what is not carried; evaluating never fails. docs/features/instruments.md
says what is carried; `static/js/expressions.js` evaluates the same trees in the browser.
"""

from collections.abc import Mapping
from datetime import date

from cities.commons.instruments.expressions.coercions import Value, to_boolean, to_number, to_string
from cities.commons.instruments.expressions.evaluation import Context, evaluate
from cities.commons.instruments.expressions.faults import WrongExpression
from cities.commons.instruments.expressions.parsing import parse
from cities.commons.instruments.expressions.stored import evaluation_value
from cities.commons.instruments.expressions.tree import Expression, Name, parts
from cities.commons.instruments.expressions.tree import as_data as tree_data

__all__ = [
    "Expression",
    "Value",
    "WrongExpression",
    "as_data",
    "evaluation_value",
    "holds",
    "names_in",
    "parse",
    "to_boolean",
    "to_number",
    "to_string",
    "value_of",
]


def value_of(text: str, values: Mapping[str, Value], *, this: Value | None = None, today: date) -> Value:
    """The value of an expression. `values` maps codes to what `evaluation_value` makes of answers; codes it lacks are empty.

    Raises WrongExpression for what cannot be read; what can be read always has a value.
    """
    return evaluate(parse(text), Context(values, "" if this is None else this, today))


def holds(text: str, values: Mapping[str, Value], *, this: Value | None = None, today: date) -> bool:
    """Whether a condition or constraint is fulfilled. An empty one always is."""
    return not text.strip() or to_boolean(value_of(text, values, this=this, today=today))


def names_in(text: str) -> frozenset[str]:
    """The codes an expression names; none for an empty one."""
    if not text.strip():
        return frozenset()
    return frozenset(part.code for part in parts(parse(text)) if isinstance(part, Name))


def as_data(text: str) -> list[object] | None:
    """The expression's tree for the browser; None for an empty one, which always holds."""
    return tree_data(parse(text)) if text.strip() else None
