"""The functions expressions may call: XPath 1.0's and ODK's, as far as they need no tree, no clock and no chance.

What they are given is never trusted: every function answers something for any value, none raises.
"""

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import add

from cities.commons.instruments.expressions.coercions import Single, Value, to_boolean, to_date, to_number, to_string

MANY = 100
SPACES = re.compile(r"[ \t\r\n]+")
FORMATS = re.compile(r"(?:[^%]|%[YymndeE%])*")


@dataclass(frozen=True, slots=True)
class Function:
    """`call` gets the evaluated arguments and today."""

    call: Callable[[Sequence[Value], date], Value]
    least: int
    most: int


def tokens(value: Value) -> list[str]:
    """The codes of an answer with several."""
    return [token for token in SPACES.split(to_string(value)) if token]


def _flat(values: Sequence[Value]) -> list[Single]:
    return [single for value in values for single in (value if isinstance(value, tuple) else (value,))]


def _said(values: Sequence[Value]) -> list[float]:
    """Numbers of what was answered; what was not is passed over, for no answer is not 0."""
    return [to_number(single) for single in _flat(values) if single != ""]


def _sum(values: Sequence[Value], today: date) -> Value:
    """Of no repetitions 0, of repetitions nobody answered no number. Added one by one, as browsers do."""
    said = _said(values)
    return float(reduce(add, said, 0.0)) if said or not _flat(values) else math.nan


def _least(values: Sequence[Value], today: date) -> Value:
    return _extreme(min, _said(values))


def _most(values: Sequence[Value], today: date) -> Value:
    return _extreme(max, _said(values))


def _extreme(chosen: Callable[[Sequence[float]], float], said: Sequence[float]) -> float:
    return math.nan if not said or any(map(math.isnan, said)) else chosen(said)


def _count(values: Sequence[Value], today: date) -> Value:
    return float(len(_flat(values)))


def _count_said(values: Sequence[Value], today: date) -> Value:
    return float(sum(1 for single in _flat(values) if single != ""))


def _join(values: Sequence[Value], today: date) -> Value:
    return to_string(values[0]).join(to_string(single) for single in _flat(values[1:]) if single != "")


def _selected_at(values: Sequence[Value], today: date) -> Value:
    codes, place = tokens(values[0]), to_number(values[1])
    return codes[int(place)] if 0 <= place < len(codes) else ""


def _coalesce(values: Sequence[Value], today: date) -> Value:
    return next((value for value in values if to_string(value) != ""), "")


def _whole(number: float) -> float:
    return float(math.trunc(number)) if math.isfinite(number) else math.nan


def _rounded(number: float) -> float:
    """Halves upwards, as XPath has it."""
    if not math.isfinite(number):
        return number
    floor = math.floor(number)
    return float(floor + 1 if number - floor >= 0.5 else floor)


def _round(values: Sequence[Value], today: date) -> Value:
    number, digits = to_number(values[0]), to_number(values[1]) if len(values) > 1 else 0.0
    if math.isnan(digits) or not -15 <= digits <= 15:
        return math.nan
    factor: float = 10.0 ** abs(_whole(digits))
    scaled = number * factor if digits >= 0 else number / factor
    if not math.isfinite(scaled):
        return number
    return _rounded(scaled) / factor if digits >= 0 else _rounded(scaled) * factor


def _floor(number: float) -> float:
    return float(math.floor(number)) if math.isfinite(number) else number


def _ceiling(number: float) -> float:
    return float(math.ceil(number)) if math.isfinite(number) else number


def _power(values: Sequence[Value], today: date) -> Value:
    """No number where the result is not a finite one."""
    base, exponent = to_number(values[0]), to_number(values[1])
    if not (math.isfinite(base) and math.isfinite(exponent)):
        return math.nan
    try:
        return math.pow(base, exponent)
    except (OverflowError, ValueError):
        return math.nan


def _substr(values: Sequence[Value], today: date) -> Value:
    """ODK's: from 0, the end left out; places from the end are negative."""
    text = to_string(values[0])
    begin, end = to_number(values[1]), to_number(values[2]) if len(values) > 2 else float(len(text))
    return text[_place(begin, text) : _place(end, text)]


def _place(number: float, text: str) -> int:
    if math.isnan(number):
        return 0
    bounded = int(max(-float(len(text)), min(float(len(text)), number)))
    return bounded + len(text) if bounded < 0 else bounded


def _substring(values: Sequence[Value], today: date) -> Value:
    """XPath's: from 1, places rounded, `length` characters."""
    text, begin = to_string(values[0]), _rounded(to_number(values[1]))
    end = begin + _rounded(to_number(values[2])) if len(values) > 2 else math.inf
    return "".join(letter for place, letter in enumerate(text, 1) if begin <= place < end)


def _before(values: Sequence[Value], today: date) -> Value:
    text, mark = to_string(values[0]), to_string(values[1])
    return text.split(mark, 1)[0] if mark and mark in text else ""


def _after(values: Sequence[Value], today: date) -> Value:
    text, mark = to_string(values[0]), to_string(values[1])
    return text if not mark else text.split(mark, 1)[1] if mark in text else ""


def _translate(values: Sequence[Value], today: date) -> Value:
    text, these, those = map(to_string, values)
    table = {letter: those[these.index(letter)] if these.index(letter) < len(those) else "" for letter in set(these[:1000])}
    return "".join(table.get(letter, letter) for letter in text)


def _normal_space(values: Sequence[Value], today: date) -> Value:
    return SPACES.sub(" ", to_string(values[0])).strip(" ")


def _date(values: Sequence[Value], today: date) -> Value:
    return to_date(to_number(values[0]))


def _format_date(values: Sequence[Value], today: date) -> Value:
    written = to_date(to_number(values[0]))
    if not written:
        return ""
    year, month, day = written.split("-")
    said = {"Y": year, "y": year[2:], "m": month, "n": str(int(month)), "d": day, "e": str(int(day)), "%": "%"}
    return re.sub(r"%(.)", lambda found: said.get(found[1], found[0]), to_string(values[1]))


def _if(values: Sequence[Value], today: date) -> Value:
    return values[1] if to_boolean(values[0]) else values[2]


def _text(call: Callable[..., Value]) -> Callable[[Sequence[Value], date], Value]:
    return lambda values, today: call(*map(to_string, values))


def _number(call: Callable[..., Value]) -> Callable[[Sequence[Value], date], Value]:
    return lambda values, today: call(*map(to_number, values))


FUNCTIONS: dict[str, Function] = {
    "true": Function(lambda values, today: True, 0, 0),
    "false": Function(lambda values, today: False, 0, 0),
    "not": Function(lambda values, today: not to_boolean(values[0]), 1, 1),
    "boolean": Function(lambda values, today: to_boolean(values[0]), 1, 1),
    "boolean-from-string": Function(_text(lambda text: text in ("true", "1")), 1, 1),
    "if": Function(_if, 3, 3),
    "coalesce": Function(_coalesce, 1, MANY),
    "string": Function(_text(lambda text: text), 1, 1),
    "number": Function(_number(lambda number: number), 1, 1),
    "int": Function(_number(_whole), 1, 1),
    "round": Function(_round, 1, 2),
    "floor": Function(_number(_floor), 1, 1),
    "ceiling": Function(_number(_ceiling), 1, 1),
    "abs": Function(_number(abs), 1, 1),
    "pow": Function(_power, 2, 2),
    "min": Function(_least, 1, MANY),
    "max": Function(_most, 1, MANY),
    "sum": Function(_sum, 1, MANY),
    "count": Function(_count, 1, 1),
    "count-non-empty": Function(_count_said, 1, 1),
    "selected": Function(lambda values, today: to_string(values[1]).strip(" ") in tokens(values[0]), 2, 2),
    "selected-at": Function(_selected_at, 2, 2),
    "count-selected": Function(lambda values, today: float(len(tokens(values[0]))), 1, 1),
    "string-length": Function(_text(lambda text: float(len(text))), 1, 1),
    "concat": Function(lambda values, today: "".join(map(to_string, _flat(values))), 1, MANY),
    "join": Function(_join, 2, MANY),
    "contains": Function(_text(lambda text, part: part in text), 2, 2),
    "starts-with": Function(_text(lambda text, part: text.startswith(part)), 2, 2),
    "ends-with": Function(_text(lambda text, part: text.endswith(part)), 2, 2),
    "substr": Function(_substr, 2, 3),
    "substring": Function(_substring, 2, 3),
    "substring-before": Function(_before, 2, 2),
    "substring-after": Function(_after, 2, 2),
    "translate": Function(_translate, 3, 3),
    "normalize-space": Function(_normal_space, 1, 1),
    # Its pattern is made ready by the parser, which puts a `Match` in its place.
    "regex": Function(lambda values, today: False, 2, 2),
    "today": Function(lambda values, today: today.isoformat(), 0, 0),
    "date": Function(_date, 1, 1),
    "decimal-date-time": Function(_number(lambda number: number), 1, 1),
    "format-date": Function(_format_date, 2, 2),
}
