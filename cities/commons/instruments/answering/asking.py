"""What is asked, given what was answered: conditions and calculations, worked out together until nothing changes any more."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from cities.commons.instruments.answering.answers import Answers, Place, Said, repetitions_of, said_at
from cities.commons.instruments.answering.reading import SILENT
from cities.commons.instruments.definition import Definition, ItemDefinition, SectionDefinition
from cities.commons.instruments.expressions import Value, evaluation_value, holds, to_string, value_of

# Conditions that depend on each other in a circle never come to rest.
MOST_PASSES = 12


@dataclass(frozen=True, slots=True)
class Spot:
    """One place on the form where something stands; `group` is the repeated group around it."""

    section: SectionDefinition
    item: ItemDefinition
    repetition: int = 0
    group: ItemDefinition | None = None

    @property
    def place(self) -> Place:
        return (self.item.code, self.repetition)

    @property
    def is_question(self) -> bool:
        """Something a person answers; a group is answered by what is in it."""
        return self.item.type not in SILENT and self.item.type != "repeat"


@dataclass(frozen=True, slots=True)
class Asking:
    """Which sections and places are asked, and the values their expressions see."""

    sections: frozenset[str]
    places: frozenset[Place]
    calculated: Mapping[Place, str]
    values: Mapping[str, Value]
    inner: Mapping[Place, Mapping[str, Value]] = field(repr=False)

    def is_asked(self, spot: Spot) -> bool:
        return spot.place in self.places

    def values_at(self, spot: Spot) -> Mapping[str, Value]:
        """Inside a group, its names mean the same repetition."""
        return self.inner.get((spot.group.code, spot.repetition), self.values) if spot.group else self.values


def spots(definition: Definition, answers: Answers) -> Iterator[Spot]:
    """Every place of the form in order, asked or not; a group stands before what is in it."""
    for section in definition.sections:
        yield from spots_of(section, answers)


def spots_of(section: SectionDefinition, answers: Answers) -> Iterator[Spot]:
    for item in section.items:
        yield Spot(section, item)
        if item.type == "repeat":
            for repetition in repetitions_of(answers, item.code):
                for inner in item.items:
                    yield Spot(section, inner, repetition, item)


def asking(definition: Definition, answers: Answers, *, today: date) -> Asking:
    """An answer to what is not asked counts as none, so that what depends on it is not asked either."""
    form = list(spots(definition, answers))
    places = frozenset(spot.place for spot in form)
    asked = _pass(definition, form, answers, places=places, calculated={}, today=today)
    for _again in range(MOST_PASSES):
        next_one = _pass(definition, form, answers, places=asked.places, calculated=asked.calculated, today=today)
        if (next_one.places, next_one.calculated) == (asked.places, asked.calculated):
            break
        asked = next_one
    return asked


def _pass(
    definition: Definition, form: list[Spot], answers: Answers, *, places: frozenset[Place], calculated: Mapping[Place, str], today: date
) -> Asking:
    values, inner = _values(form, answers, places=places, calculated=calculated)
    sections = frozenset(section.code for section in definition.sections if holds(section.condition, values, today=today))
    known = Asking(sections, places, calculated, values, inner)
    groups = {spot.item.code for spot in form if spot.section.code in sections and holds(spot.item.condition, values, today=today)}
    asked = frozenset(
        spot.place
        for spot in form
        if spot.section.code in sections
        and (spot.group is None or spot.group.code in groups)
        and holds(spot.item.condition, known.values_at(spot), today=today)
    )
    worked_out = {
        spot.place: _plain(value_of(spot.item.calculation, known.values_at(spot), today=today))
        for spot in form
        if spot.item.calculation and spot.place in asked
    }
    return Asking(sections, asked, worked_out, values, inner)


def _values(
    form: list[Spot], answers: Answers, *, places: frozenset[Place], calculated: Mapping[Place, str]
) -> tuple[dict[str, Value], dict[Place, dict[str, Value]]]:
    """By code: one value, or one a repetition; and for each repetition of a group what its own names mean."""
    values: dict[str, Value] = {}
    inside: dict[Place, dict[str, Value]] = {}
    for spot in form:
        value = _value(spot, answers, calculated) if spot.place in places else ""
        if spot.group is None:
            values[spot.item.code] = value
        else:
            several = values.get(spot.item.code, ())
            values[spot.item.code] = (*(several if isinstance(several, tuple) else (several,)), to_single(value))
            inside.setdefault((spot.group.code, spot.repetition), {})[spot.item.code] = value
    return values, {place: {**values, **own} for place, own in inside.items()}


def _value(spot: Spot, answers: Answers, calculated: Mapping[Place, str]) -> Value:
    if spot.item.type == "calculation":
        return calculated.get(spot.place, "")
    if spot.item.type == "repeat":
        return evaluation_value(spot.item, len(repetitions_of(answers, spot.item.code)))
    return value_in_expressions(spot.item, said_at(answers, *spot.place))


def value_in_expressions(item: ItemDefinition, said: Said) -> Value:
    """What could not be read is no value yet."""
    return evaluation_value(item, None if said.typed is not None else said.value)


def to_single(value: Value) -> str | float | bool:
    return to_string(value) if isinstance(value, tuple) else value


def _plain(value: Value) -> str:
    """A result as it is stored; nothing where there is no number."""
    single = to_single(value)
    is_no_number = isinstance(single, float) and not math.isfinite(single)
    return "" if is_no_number else to_string(single)
