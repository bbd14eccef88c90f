"""Columns: those of outside tables become fields, their rows become entries."""

from .fields import BY_CODE, FIELDS, IGNORED, Field, fields_of
from .guessing import Columns, corrected, guess_columns, guess_kind, signature
from .rows import entries_of, entry_of
from .values import code_for, language_code, year_in

__all__ = [
    "BY_CODE",
    "FIELDS",
    "IGNORED",
    "Columns",
    "Field",
    "code_for",
    "corrected",
    "entries_of",
    "entry_of",
    "fields_of",
    "guess_columns",
    "guess_kind",
    "language_code",
    "signature",
    "year_in",
]
