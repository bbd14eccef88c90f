"""Instruments: versioned sets of sections and coded items, and the sheets people answer them on.

Surveys, assessments, comparison grids and session sheets are all instruments; what is particular to one of them lives in its own app.
"""

from cities.commons.instruments.models.answers import Answer, AnswerFile, AnswerSheet, Presence
from cities.commons.instruments.models.questions import (
    Instrument,
    InstrumentText,
    InstrumentVersion,
    Item,
    ItemText,
    Option,
    OptionList,
    OptionText,
    Section,
    SectionText,
)

__all__ = [
    "Answer",
    "AnswerFile",
    "AnswerSheet",
    "Instrument",
    "InstrumentText",
    "InstrumentVersion",
    "Item",
    "ItemText",
    "Option",
    "OptionList",
    "OptionText",
    "Presence",
    "Section",
    "SectionText",
]
