"""What the answers to one item come to."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from operator import itemgetter
from statistics import fmean, median, quantiles
from typing import Any

from cities.commons.instruments.definition import ItemDefinition
from cities.commons.instruments.tallies.columns import Answer, Column, Repeated

NUMBERS = frozenset({"number", "whole-number", "money", "repeat", "calculation"})
WORDS = frozenset({"text", "long-text"})
# Their answers are codes, one a respondent.
ONE_CODE = frozenset({"yes-no", "one-of", "scale", "territory", "concept", "organisation"})
SEVERAL_CODES = frozenset({"several-of", "rank"})
ABSENT = "not-applicable"
YES_NO = ("yes", "no")
NUMERAL = re.compile(r"-?\d+(\.\d+)?\Z")

_value, _absence = itemgetter("value"), itemgetter("absence")


@dataclass(frozen=True, slots=True)
class Summary:
    """Numbers in short, in the unit of the item. Quartiles as the exclusive method of `statistics.quantiles` cuts them."""

    least: float
    lower: float
    median: float
    upper: float
    most: float
    mean: float


@dataclass(frozen=True, slots=True)
class Tally:
    """One item counted. `answered + not_applicable + no_answer` were asked; outside repeated groups, with `not_asked` they are all sheets.

    `counts`: how many chose each code, those of the item first, in its order, also those nobody chose. Of a scale whose codes are
    numbers, and of ranks, there is more: `summary`, and for each code of a ranking its `places` (how often first, second …).
    """

    answered: int
    not_applicable: int
    no_answer: int
    not_asked: int
    counts: Mapping[str, int] = field(default_factory=dict)
    summary: Summary | None = None
    places: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    rows: Mapping[str, "Tally"] = field(default_factory=dict)
    languages: Mapping[str, int] = field(default_factory=dict)

    @property
    def asked(self) -> int:
        return self.answered + self.not_applicable + self.no_answer

    @property
    def sheets(self) -> int:
        return self.asked + self.not_asked

    def share(self, code: str) -> float | None:
        """Of those who answered, from 0 to 1; None when nobody did. Of several-of the shares may come to more than 1."""
        return self.counts.get(code, 0) / self.answered if self.answered else None

    def mean_place(self, code: str) -> float | None:
        """The mean place of a ranked code among those who ranked it; 1 is first."""
        places = self.places.get(code, ())
        total = sum(places)
        return sum(place * times for place, times in enumerate(places, 1)) / total if total else None

    def median_code(self) -> str | None:
        """The code in the middle of an ordered list (scales): half of the answers lie at or before it."""
        passed = 0
        for code, count in self.counts.items():
            passed += count
            if count and passed * 2 >= self.answered:
                return code
        return None


@dataclass(frozen=True, slots=True)
class Cross:
    """The same item counted in each group of sheets, beside all of them together."""

    together: Tally
    groups: Mapping[str, Tally]


def summary(numbers: Sequence[float]) -> Summary | None:
    """None when there are no numbers; one number is its own quartiles."""
    if not numbers:
        return None
    ordered = sorted(numbers)
    lower, _middle, upper = quantiles(ordered, n=4) if len(ordered) > 1 else (ordered[0],) * 3
    return Summary(ordered[0], lower, median(ordered), upper, ordered[-1], fmean(ordered))


def tally(item: ItemDefinition, column: Column) -> Tally:
    asked = [entry for entry in column if entry]
    given = list(chain.from_iterable(asked)) if isinstance(column, Repeated) else asked
    values = [value for value in map(_value, given) if value or value == 0]
    not_applicable = sum(1 for absence in map(_absence, given) if absence == ABSENT) if len(values) < len(given) else 0
    facts: dict[str, Any] = {
        "answered": len(values),
        "not_applicable": not_applicable,
        # An entry with neither value nor absence was emptied: asked, and not answered.
        "no_answer": len(given) - len(values) - not_applicable,
        "not_asked": len(column) - len(asked),
    }
    return Tally(**facts, **_by_type(item, values, given))


def cross(item: ItemDefinition, column: Column, groups: Sequence[str]) -> Cross:
    """Count by group; `groups` names the group of each sheet, in the order of the column. Groups come in order of first appearance."""
    parts: dict[str, list[Any]] = defaultdict(Repeated if isinstance(column, Repeated) else list)
    for answers, group in zip(column, groups, strict=True):
        parts[group].append(answers)
    return Cross(tally(item, column), {group: tally(item, part) for group, part in parts.items()})


def _by_type(item: ItemDefinition, values: list[Any], given: list[Answer]) -> dict[str, Any]:
    if item.type in NUMBERS:
        return {"summary": summary(_numbers(values))}
    if item.type in WORDS:
        return {"languages": dict(Counter(answer.get("language", "") for answer in given if answer["value"]).most_common())}
    if item.type == "matrix":
        return {"rows": _rows(item, values)}
    if item.type in ONE_CODE | SEVERAL_CODES:
        return _coded(item, values)
    return {}


def _coded(item: ItemDefinition, values: list[Any]) -> dict[str, Any]:
    if item.type == "several-of":
        return {"counts": _counts(item, chain.from_iterable(map(set, values)))}
    if item.type == "rank":
        return {"counts": _counts(item, chain.from_iterable(values)), "places": _places(values)}
    counts = _counts(item, values)
    return {"counts": counts, "summary": summary(_numbers(values)) if item.type == "scale" and _is_numeric(counts) else None}


def _counts(item: ItemDefinition, codes: Iterable[str]) -> dict[str, int]:
    """Known codes in their order, then others by how often they come."""
    found = Counter(codes)
    known = YES_NO if item.type == "yes-no" else tuple(option.code for option in item.options)
    return {**{code: found.pop(code, 0) for code in known}, **dict(found.most_common())}


def _places(values: Iterable[Sequence[str]]) -> dict[str, tuple[int, ...]]:
    found: dict[str, Counter[int]] = defaultdict(Counter)
    deepest = 0
    for ranking in values:
        deepest = max(deepest, len(ranking))
        for place, code in enumerate(ranking):
            found[code][place] += 1
    return {code: tuple(times[place] for place in range(deepest)) for code, times in found.items()}


def _rows(item: ItemDefinition, values: Sequence[Mapping[str, str]]) -> dict[str, Tally]:
    """A row left empty in an answered matrix has no answer."""
    rows = {}
    for row in item.rows:
        said = [value[row.code] for value in values if value.get(row.code)]
        counts = _counts(item, said)
        middle = summary(_numbers(said)) if _is_numeric(counts) else None
        rows[row.code] = Tally(len(said), 0, len(values) - len(said), 0, counts=counts, summary=middle)
    return rows


def _is_numeric(codes: Iterable[str]) -> bool:
    """Whether a scale is told in numbers, so that it has a mean: `1` to `5`, not `never` to `always`."""
    return all(code.lstrip("-").isdecimal() for code in codes)


def _numbers(values: Iterable[Any]) -> list[float]:
    """Decimals as they are kept; what is none (a calculation may be words) is left out."""
    given = list(values)
    try:
        return list(map(float, given))
    except (TypeError, ValueError):
        return [float(value) for value in given if NUMERAL.match(str(value))]
