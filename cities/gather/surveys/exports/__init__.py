"""Campaigns as tables: answers by code, the codebook that explains them, and the counted results anyone may have."""

from cities.gather.surveys.exports.answers import Entry, For, answer_tables, entries
from cities.gather.surveys.exports.codebook import codebook_tables
from cities.gather.surveys.exports.results import result_rows

__all__ = ["Entry", "For", "answer_tables", "codebook_tables", "entries", "result_rows"]
