"""How the answers to a question with levels spread: few answers say more so than by a mean. Plain arithmetic, as all tallies."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cities.commons.instruments.answering import YES_NO, yes_or_no
from cities.commons.instruments.definition import Definition, ItemDefinition
from cities.commons.instruments.tallies.columns import Column
from cities.commons.instruments.tallies.counting import tally

WITH_LEVELS = ("scale", "yes-no")


@dataclass(frozen=True, slots=True)
class Level:
    """How many chose it; `groups` are those of whoever did, where they are known."""

    code: str
    label: str
    count: int
    groups: tuple[str, ...] = ()

    def __str__(self) -> str:
        return self.label


@dataclass(frozen=True, slots=True)
class Spread:
    """One question: every level in its order. Half lie at or below `middle`; None for yes and no, which have no order."""

    code: str
    label: str
    levels: tuple[Level, ...]
    answered: int
    middle: Level | None


def spreads(definition: Definition, held: Mapping[str, Column], *, language: str, groups: Sequence[str] = ()) -> tuple[Spread, ...]:
    """Of every question with levels; `held` are its columns, `groups` one an answer sheet or none."""
    asked = (item for item in definition.items if item.type in WITH_LEVELS)
    return tuple(_spread(item, held[item.code], groups, language=language) for item in asked)


def _spread(item: ItemDefinition, column: Column, groups: Sequence[str], *, language: str) -> Spread:
    counted = tally(item, column)
    chosen: dict[str, list[str]] = {}
    for group, answer in zip(groups, column, strict=False):
        if answer and answer.get("value"):
            chosen.setdefault(answer["value"], []).append(group)
    named = {option.code: option.label.shown_in(language) for option in item.options}
    if item.type == "yes-no":
        named = {code: yes_or_no(code) for code in YES_NO}
    levels = {
        code: Level(code, named.get(code, code), count, tuple(sorted(chosen.get(code, ())))) for code, count in counted.counts.items()
    }
    middle = counted.median_code() if item.type == "scale" else None
    return Spread(item.code, item.label.shown_in(language), tuple(levels.values()), counted.answered, levels.get(middle or ""))
