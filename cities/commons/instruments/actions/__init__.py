"""What changes instruments and sheets."""

from cities.commons.instruments.actions.files import ACCEPTED, MOST_BYTES, NotAccepted, attach_file, remove_file
from cities.commons.instruments.actions.presence import end_presence, note_presence
from cities.commons.instruments.actions.saving import (
    Change,
    Conflict,
    Saved,
    SheetClosed,
    TooMany,
    add_repetition,
    clear_answer,
    remove_repetition,
    restore_repetition,
    save_answers,
)
from cities.commons.instruments.actions.sheets import NotComplete, NotPublished, open_sheet, prefill, renew_key, reopen_sheet, submit_sheet

__all__ = [
    "ACCEPTED",
    "MOST_BYTES",
    "Change",
    "Conflict",
    "NotAccepted",
    "NotComplete",
    "NotPublished",
    "Saved",
    "SheetClosed",
    "TooMany",
    "add_repetition",
    "attach_file",
    "clear_answer",
    "end_presence",
    "note_presence",
    "open_sheet",
    "prefill",
    "remove_file",
    "remove_repetition",
    "renew_key",
    "reopen_sheet",
    "restore_repetition",
    "save_answers",
    "submit_sheet",
]
