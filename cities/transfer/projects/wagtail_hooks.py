"""How the acts on transfers are called in the log."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry

ACTS = {
    "opened": (_("Open a transfer"), _("Opened")),
    "moved_on": (_("Move on"), _("Next phase begun")),
    "due_set": (_("Set a day"), _("Last day of a phase set")),
    "stopped": (_("Stop a transfer"), _("Stopped")),
    "resumed": (_("Take up again"), _("Taken up again")),
    "agreed": (_("Agree"), _("A side agreed to what is published")),
    "agreement_taken_back": (_("Take agreement back"), _("A side no longer agrees")),
    "file_added": (_("Add a file"), _("File added")),
    "file_removed": (_("Remove a file"), _("File removed")),
    "evaluation_begun": (_("Begin an evaluation"), _("Evaluation begun")),
}


@hooks.register("register_log_actions")
def register_transfer_log_actions(actions: LogActionRegistry) -> None:
    for act, (label, message) in ACTS.items():
        actions.register_action(f"transfer.{act}", label, message)
