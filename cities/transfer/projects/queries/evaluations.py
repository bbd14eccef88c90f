"""What those who took part say, by kind of actor: the spread, not only a mean."""

from collections.abc import Iterable
from dataclasses import dataclass

from cities.commons.instruments.definition import ItemDefinition
from cities.commons.instruments.queries import definition_of
from cities.commons.instruments.tallies import columns, tally
from cities.transfer.projects.models import Evaluation, Transfer


@dataclass(frozen=True)
class Spread:
    """One question: how many chose each level, and who (kinds of actor). Half lie at or below `middle`."""

    code: str
    label: str
    levels: tuple[tuple[str, str, int, tuple[str, ...]], ...]
    answered: int
    least: str
    most: str
    middle: str


def evaluation_rows(transfer: Transfer) -> tuple[Evaluation, ...]:
    return tuple(transfer.evaluations.select_related("sheet__version", "organisation").prefetch_related("organisation__texts"))


def spreads(evaluations: Iterable[Evaluation], *, language: str) -> tuple[Spread, ...]:
    """Counted over submitted sheets of the newest version among them; questions with levels only."""
    submitted = [one for one in evaluations if one.sheet.frozen]
    if not submitted:
        return ()
    version = max((one.sheet.version for one in submitted), key=lambda version: version.number)
    asked = [one for one in submitted if one.sheet.version_id == version.pk]
    definition = definition_of(version)
    held = columns(definition, [one.sheet.frozen or {} for one in asked])
    kinds = [one.actor_kind for one in asked]
    return tuple(_spread(item, held[item.code], kinds, language=language) for item in definition.items if item.type in ("scale", "yes-no"))


def _spread(item: ItemDefinition, column: object, kinds: list[str], *, language: str) -> Spread:
    answers: list[dict[str, str] | None] = list(column)  # type: ignore[call-overload]  # one entry a sheet
    counted = tally(item, answers)
    named = {option.code: option.label.shown_in(language) for option in item.options}
    levels = tuple(
        (
            code,
            named.get(code, code),
            count,
            tuple(sorted(kind for kind, answer in zip(kinds, answers, strict=True) if answer and answer.get("value") == code)),
        )
        for code, count in counted.counts.items()
    )
    chosen = [code for code, _label, count, _kinds in levels if count]
    return Spread(
        code=item.code,
        label=item.label.shown_in(language),
        levels=levels,
        answered=counted.answered,
        least=chosen[0] if chosen else "",
        most=chosen[-1] if chosen else "",
        middle=counted.median_code() or "" if item.type == "scale" else "",
    )
