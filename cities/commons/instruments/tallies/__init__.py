"""Counting submitted sheets: plain arithmetic over their frozen documents, without a database.

A document is what `AnswerSheet.frozen` holds: `{"items": {code: ANSWER}, "groups": {code: [{code: ANSWER}, …]}}`. An item without an
entry was not asked; one with an absence was asked and has no value. Neither is ever counted as 0.
"""

from cities.commons.instruments.tallies.columns import Answer, Column, Document, columns
from cities.commons.instruments.tallies.counting import Cross, Summary, Tally, cross, summary, tally
from cities.commons.instruments.tallies.hiding import hidden_cells, hidden_in_line, hidden_in_table, merged_groups
from cities.commons.instruments.tallies.spreads import Level, Spread, spreads

__all__ = [
    "Answer",
    "Column",
    "Cross",
    "Document",
    "Level",
    "Spread",
    "Summary",
    "Tally",
    "columns",
    "cross",
    "hidden_cells",
    "hidden_in_line",
    "hidden_in_table",
    "merged_groups",
    "spreads",
    "summary",
    "tally",
]
