"""What imports ask of the records, and screens of the imports."""

from .batches import (
    BatchCounts,
    OutcomeCounts,
    applicable,
    batch_checks,
    batch_counts,
    batch_fault,
    item_notes,
    item_reasons,
    items_shown,
    last_written,
    next_undecided,
    outcome_counts,
    remembered_columns,
    settled_statements,
)
from .records import MODELS, WORD_FIELDS, current_state, current_states, hindered_records, known_records, territory_names

__all__ = [
    "MODELS",
    "WORD_FIELDS",
    "BatchCounts",
    "OutcomeCounts",
    "applicable",
    "batch_checks",
    "batch_counts",
    "batch_fault",
    "current_state",
    "current_states",
    "hindered_records",
    "item_notes",
    "item_reasons",
    "items_shown",
    "known_records",
    "last_written",
    "next_undecided",
    "outcome_counts",
    "remembered_columns",
    "settled_statements",
    "territory_names",
]
