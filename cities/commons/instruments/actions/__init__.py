"""What changes instruments and sheets."""

from cities.commons.instruments.actions.drafting import NotADraft, WrongDefinition, fill_draft
from cities.commons.instruments.actions.files import ACCEPTED, MOST_BYTES, NotAccepted, attach_file, checked_name, remove_file
from cities.commons.instruments.actions.presence import end_presence, note_presence
from cities.commons.instruments.actions.saving import (
    Change,
    Conflict,
    Saved,
    SheetClosed,
    TooMany,
    add_repetition,
    remove_repetition,
    restore_repetition,
    save_answers,
)
from cities.commons.instruments.actions.sheets import (
    NotComplete,
    NotPublished,
    open_sheet,
    prefill,
    renew_key,
    reopen_sheet,
    set_end,
    submit_sheet,
)
from cities.commons.instruments.actions.shipping import shipped_definition, shipped_version
from cities.commons.instruments.actions.translating import Translation, translate_draft
from cities.commons.instruments.actions.versions import (
    create_instrument,
    discard_draft,
    publish_version,
    retire_version,
    retyped_items,
    start_draft,
)

__all__ = [
    "ACCEPTED",
    "MOST_BYTES",
    "Change",
    "Conflict",
    "NotADraft",
    "NotAccepted",
    "NotComplete",
    "NotPublished",
    "Saved",
    "SheetClosed",
    "TooMany",
    "Translation",
    "WrongDefinition",
    "add_repetition",
    "attach_file",
    "checked_name",
    "create_instrument",
    "discard_draft",
    "end_presence",
    "fill_draft",
    "note_presence",
    "open_sheet",
    "prefill",
    "publish_version",
    "remove_file",
    "remove_repetition",
    "renew_key",
    "reopen_sheet",
    "restore_repetition",
    "retire_version",
    "retyped_items",
    "save_answers",
    "set_end",
    "shipped_definition",
    "shipped_version",
    "start_draft",
    "submit_sheet",
    "translate_draft",
]
