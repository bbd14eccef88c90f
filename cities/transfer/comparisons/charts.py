"""Small multiples: one little drawing a criterion, the subjects in the same order in each. Plain geometry in percent of a line."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from cities.commons.instruments.definition import ItemDefinition

YEAR_UNITS = frozenset({"year", "years AD"})
# A dot at the very end of a line is cut in half.
MARGIN = 3.0


@dataclass(frozen=True, slots=True)
class Mark:
    """Where one subject stands; `place` from 0 to 100, None where it is not known."""

    place: float | None


@dataclass(frozen=True, slots=True)
class Drawing:
    """`shape`: bars that begin at nought, or dots on a line with `ticks`."""

    shape: str
    marks: tuple[Mark, ...]
    ticks: tuple[float, ...] = ()


def drawing(item: ItemDefinition, values: Sequence[str | None]) -> Drawing | None:
    """The values of a scale or of a number, in the order of the subjects; nothing when fewer than two are known."""
    if sum(value is not None for value in values) < 2:
        return None
    if item.type == "scale":
        return _scale([option.code for option in item.options], values)
    numbers = [None if value is None else Decimal(value) for value in values]
    known = [number for number in numbers if number is not None]
    if item.unit in YEAR_UNITS or min(known) < 0:
        return _line(numbers, least=min(known), most=max(known))
    return _bars(numbers, most=max(known))


def _scale(codes: list[str], values: Sequence[str | None]) -> Drawing:
    ticks = tuple(_spread(number, len(codes) - 1) for number in range(len(codes)))
    return Drawing("scale", tuple(Mark(ticks[codes.index(value)] if value in codes else None) for value in values), ticks)


def _line(numbers: list[Decimal | None], *, least: Decimal, most: Decimal) -> Drawing:
    """Years and temperatures have no nought to begin a bar at."""
    span = float(most - least)
    marks = (Mark(None if number is None else _spread(float(number - least), span)) for number in numbers)
    return Drawing("line", tuple(marks), (_spread(0, span), _spread(span, span)))


def _bars(numbers: list[Decimal | None], *, most: Decimal) -> Drawing:
    return Drawing(
        "bars", tuple(Mark(None if number is None else round(float(100 * number / most), 2) if most else 0.0) for number in numbers)
    )


def _spread(place: float, span: float) -> float:
    """A place from 0 to `span` on a line of 100 with room at its ends; the middle where there is no span."""
    return round(MARGIN + (100 - 2 * MARGIN) * (place / span), 2) if span else 50.0
