"""Everything an import does, from a document to records and back."""

from .applying import BatchNotOpen, ItemNotApplied, apply_batch, begin_applying, finish_applying
from .receiving import forget_stale_uploads, name_columns, read_batch, read_upload, receive_document
from .review import decide_item, decide_items, edit_item, merge_item, reopen_item, separate_item
from .staging import NO_WISHES, Progress, Wishes, columns_of, remember_columns, stage_document
from .undoing import discard_batch, undo_batch

__all__ = [
    "NO_WISHES",
    "BatchNotOpen",
    "ItemNotApplied",
    "Progress",
    "Wishes",
    "apply_batch",
    "begin_applying",
    "columns_of",
    "decide_item",
    "decide_items",
    "discard_batch",
    "edit_item",
    "finish_applying",
    "forget_stale_uploads",
    "merge_item",
    "name_columns",
    "read_batch",
    "read_upload",
    "receive_document",
    "remember_columns",
    "reopen_item",
    "separate_item",
    "stage_document",
    "undo_batch",
]
