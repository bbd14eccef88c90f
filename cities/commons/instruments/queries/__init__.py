"""What pages, analyses and exports ask of instruments and sheets."""

from cities.commons.instruments.queries.choices import Choice, choices, names_in_use
from cities.commons.instruments.queries.definitions import definition_of
from cities.commons.instruments.queries.sheets import (
    Guest,
    SectionProgress,
    SheetState,
    answers_of,
    display_name,
    last_answers,
    missing_answers,
    people_by_section,
    progress,
    sheet_state,
    sheet_with_key,
)

__all__ = [
    "Choice",
    "Guest",
    "SectionProgress",
    "SheetState",
    "answers_of",
    "choices",
    "definition_of",
    "display_name",
    "last_answers",
    "missing_answers",
    "names_in_use",
    "people_by_section",
    "progress",
    "sheet_state",
    "sheet_with_key",
]
