"""What those who asked say at the end: how many were asked and answered, and the spread, not only a middle. For coordinators alone."""

from dataclasses import dataclass

from cities.commons.instruments.queries import definition_of
from cities.commons.instruments.tallies import Spread, columns, spreads
from cities.transfer.advice.models import Engagement, Satisfaction


@dataclass(frozen=True)
class Satisfied:
    """`asked` sheets went out, `answered` came back; `words` are what was written, by question."""

    asked: int
    answered: int
    spreads: tuple[Spread, ...] = ()
    words: tuple[tuple[str, tuple[str, ...]], ...] = ()


def satisfaction_spreads(engagement: Engagement | None = None, *, language: str) -> Satisfied:
    """Of one engagement, or of all; submitted sheets of the newest version among them. Three queries at most."""
    found = Satisfaction.objects.select_related("sheet__version").filter(sheet__is_sample=False)
    asked = list(found.filter(engagement=engagement) if engagement is not None else found)
    submitted = [one for one in asked if one.sheet.frozen]
    if not submitted:
        return Satisfied(len(asked), 0)
    version = max((one.sheet.version for one in submitted), key=lambda version: version.number)
    definition = definition_of(version)
    held = columns(definition, [one.sheet.frozen or {} for one in submitted if one.sheet.version_id == version.pk])
    shown = spreads(definition, held, language=language)
    words = tuple((item.label.shown_in(language), _words(held[item.code])) for item in definition.items if item.type == "long-text")
    return Satisfied(len(asked), len(submitted), shown, words)


def _words(column: object) -> tuple[str, ...]:
    answers: list[dict[str, str] | None] = list(column)  # type: ignore[call-overload]  # one entry a sheet
    return tuple(str(answer["value"]) for answer in answers if answer and answer.get("value"))
