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
from cities.commons.instruments.queries.translating import Part, parts_to_translate

__all__ = [
    "Choice",
    "Guest",
    "Part",
    "SectionProgress",
    "SheetState",
    "answers_of",
    "choices",
    "definition_of",
    "display_name",
    "last_answers",
    "missing_answers",
    "names_in_use",
    "parts_to_translate",
    "people_by_section",
    "progress",
    "sheet_state",
    "sheet_with_key",
]
