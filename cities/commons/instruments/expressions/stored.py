"""Stored answers as expressions see them."""

from collections.abc import Mapping
from typing import Any

from cities.commons.instruments.definition import ItemDefinition
from cities.commons.instruments.expressions.coercions import Value, to_number

NUMBERS = frozenset({"number", "whole-number", "money"})


def evaluation_value(item: ItemDefinition, value: Any) -> Value:
    """What `value`, stored as `Answer.value` has it, is in an expression. Missing is the empty text; several codes are parted by spaces.

    Of a matrix, the codes chosen in its rows; of a repeated group, given its number of repetitions, their numbers (for `count`).
    """
    if value is None or value == "":
        return ""
    if item.type in NUMBERS:
        number = to_number(str(value))
        # Stored numbers are decimals; what is none is not answered.
        return number if number == number else ""  # noqa: PLR0124 -- NaN is what differs from itself
    if item.type == "repeat":
        return tuple(str(number) for number in range(1, int(value) + 1))
    if isinstance(value, Mapping):
        return " ".join(str(code) for code in value.values() if code)
    if isinstance(value, list | tuple):
        return " ".join(str(code) for code in value)
    return str(value)
