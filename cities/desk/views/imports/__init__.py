"""Imports: from a document to records, with a person in between."""

from .batch import BatchView, apply_import, discard_import, resume_import, undo_import
from .item import ItemView, decide_all
from .upload import ColumnsView, ImportsView

__all__ = [
    "BatchView",
    "ColumnsView",
    "ImportsView",
    "ItemView",
    "apply_import",
    "decide_all",
    "discard_import",
    "resume_import",
    "undo_import",
]
