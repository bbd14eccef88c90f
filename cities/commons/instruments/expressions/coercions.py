"""Values of expressions and how one kind becomes another, as XPath 1.0 has it (sections 3.4 and 4.2 to 4.4).

A missing answer is the empty text. What stands in a repeated group is a tuple, one value a repetition, treated as a node set.
One addition, ODK's: a date `YYYY-MM-DD` counts as the number of days since 1970-01-01.
"""

import math
import re
from datetime import date
from decimal import Decimal
from operator import ge, gt, le, lt

Single = str | float | bool
Value = Single | tuple[Single, ...]

NUMBER = re.compile(r"[ \t\r\n]*(-?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+))[ \t\r\n]*")
DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
EPOCH = date(1970, 1, 1).toordinal()
LAST_DAY = date.max.toordinal() - EPOCH
ORDERS = {"<": lt, "<=": le, ">": gt, ">=": ge}


def to_string(value: Value) -> str:
    if isinstance(value, tuple):
        return to_string(value[0]) if value else ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return value
    if not math.isfinite(value):
        return "NaN" if math.isnan(value) else ("Infinity" if value > 0 else "-Infinity")
    written = format(Decimal(repr(float(value))), "f")
    written = written.rstrip("0").rstrip(".") if "." in written else written
    return "0" if written in ("-0", "") else written


def to_number(value: Value) -> float:
    if isinstance(value, tuple):
        return to_number(to_string(value))
    if not isinstance(value, str):
        return float(value)
    found = NUMBER.fullmatch(value)
    return float(found[1]) if found else _days(value)


def _days(text: str) -> float:
    if not DATE.fullmatch(text):
        return math.nan
    try:
        return float(date.fromisoformat(text).toordinal() - EPOCH)
    except ValueError:
        return math.nan


def to_date(days: float) -> str:
    """`YYYY-MM-DD` of a number of days since 1970-01-01; empty when there is no such day."""
    if math.isnan(days) or not 1 - EPOCH <= days < LAST_DAY + 1:
        return ""
    return date.fromordinal(EPOCH + math.floor(days)).isoformat()


def to_boolean(value: Value) -> bool:
    if isinstance(value, float | int) and not isinstance(value, bool):
        return not (value == 0 or math.isnan(value))
    return bool(value)


def compares(left: Value, operator: str, right: Value) -> bool:
    """Of node sets, whether any of their values does; beside a truth, whether they are empty."""
    if isinstance(left, bool) and isinstance(right, tuple):
        right = bool(right)
    if isinstance(right, bool) and isinstance(left, tuple):
        left = bool(left)
    return any(_compares(one, operator, other) for one in _singles(left) for other in _singles(right))


def _singles(value: Value) -> tuple[Single, ...]:
    return value if isinstance(value, tuple) else (value,)


def _compares(left: Single, operator: str, right: Single) -> bool:
    if operator in ORDERS:
        return bool(ORDERS[operator](to_number(left), to_number(right)))
    return _equal(left, right) if operator == "=" else _differ(left, right)


def _equal(left: Single, right: Single) -> bool:
    if isinstance(left, bool) or isinstance(right, bool):
        return to_boolean(left) == to_boolean(right)
    if isinstance(left, str) and isinstance(right, str):
        return left == right
    return to_number(left) == to_number(right)


def _differ(left: Single, right: Single) -> bool:
    """What is no number differs from everything, itself too."""
    return not _equal(left, right)
