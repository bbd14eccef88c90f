"""How the acts on comparisons are called in the log."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry

ACTS = {
    "begun": (_("Begin a comparison"), _("Begun")),
    "worded": (_("Word a comparison"), _("Words written")),
    "chosen": (_("Choose what is compared"), _("What is compared was chosen")),
    "filled": (_("Fill cells"), _("Cells filled")),
    "translated": (_("Translate a cell"), _("Cells translated")),
    "invited": (_("Invite to write"), _("An organisation was invited to write")),
    "uninvited": (_("End an invitation to write"), _("An organisation no longer writes along")),
    "shared": (_("Share by a link"), _("Shared by a link")),
    "unshared": (_("Stop sharing"), _("No longer shared")),
    "asked": (_("Ask for publication"), _("Publication asked for")),
    "returned": (_("Return to its writers"), _("Returned to its writers")),
    "published": (_("Publish"), _("Published")),
    "taken_back": (_("Take back"), _("Taken back from the public")),
}


@hooks.register("register_log_actions")
def register_comparison_log_actions(actions: LogActionRegistry) -> None:
    for act, (label, message) in ACTS.items():
        actions.register_action(f"comparison.{act}", label, message)
    actions.register_action("grid.bound", _("Say what a grid is filled from"), _("What a grid is filled from was said"))
