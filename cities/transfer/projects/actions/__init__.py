"""What changes transfers."""

from cities.transfer.projects.actions.agreeing import agree, take_back_agreement
from cities.transfer.projects.actions.evaluating import begin_evaluation, evaluation_version
from cities.transfer.projects.actions.opening import open_transfer
from cities.transfer.projects.actions.telling import (
    TOLD,
    find_told,
    remove_told,
    told_section,
    transfer_figures,
    transfer_frame,
    transfer_group,
    transfer_products,
    transfer_sources,
    transfer_words,
)
from cities.transfer.projects.actions.walking import MovedOn, NotReady, move_on, resume_transfer, set_due, stop_transfer, tick_criteria
from cities.transfer.projects.actions.working import (
    TooMany,
    add_file,
    finish_milestone,
    note_meeting,
    plan_milestone,
    remove_file,
    write_journal,
)
from cities.translation.actions import Changed, NothingToTell

__all__ = [
    "TOLD",
    "Changed",
    "MovedOn",
    "NotReady",
    "NothingToTell",
    "TooMany",
    "add_file",
    "agree",
    "begin_evaluation",
    "evaluation_version",
    "find_told",
    "finish_milestone",
    "move_on",
    "note_meeting",
    "open_transfer",
    "plan_milestone",
    "remove_file",
    "remove_told",
    "resume_transfer",
    "set_due",
    "stop_transfer",
    "take_back_agreement",
    "tick_criteria",
    "told_section",
    "transfer_figures",
    "transfer_frame",
    "transfer_group",
    "transfer_products",
    "transfer_sources",
    "transfer_words",
    "write_journal",
]
