"""What changes comparisons and their grids."""

from cities.transfer.comparisons.actions.filling import Filled, Known, SourceChange, fill_cells, known_from, translate_cell
from cities.transfer.comparisons.actions.grids import WORDING, bind_grid, ready_grid
from cities.transfer.comparisons.actions.making import (
    Overtaken,
    TooMany,
    begin_comparison,
    choose_subjects,
    end_invitation,
    invite_editor,
    leave_out,
    move_subject,
    words_digest,
    write_words,
)
from cities.transfer.comparisons.actions.sharing import (
    NotReady,
    ask_for_publication,
    publish,
    return_to_writers,
    share,
    stop_sharing,
    take_back,
)

__all__ = [
    "WORDING",
    "Filled",
    "Known",
    "NotReady",
    "Overtaken",
    "SourceChange",
    "TooMany",
    "ask_for_publication",
    "begin_comparison",
    "bind_grid",
    "choose_subjects",
    "end_invitation",
    "fill_cells",
    "invite_editor",
    "known_from",
    "leave_out",
    "move_subject",
    "publish",
    "ready_grid",
    "return_to_writers",
    "share",
    "stop_sharing",
    "take_back",
    "translate_cell",
    "words_digest",
    "write_words",
]
