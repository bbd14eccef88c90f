"""How the acts of matching are called in the log."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry

ACTS = {
    "match.accepted": (_("Accept a match"), _("Match accepted")),
    "match.declined": (_("Decline a match"), _("Match declined")),
    "match.reconsidered": (_("Take a decision back"), _("Decision about a match taken back")),
    "match.proposed": (_("Propose a match"), _("Match proposed by hand")),
    "need.more_asked": (_("Ask for more matches"), _("More matches asked for")),
    "need.put_aside": (_("Put a suggestion aside"), _("Suggested need put aside")),
    "introduction.asked": (_("Ask for an introduction"), _("Introduction asked for")),
    "introduction.agreed": (_("Agree to an introduction"), _("Introduction agreed to")),
    "introduction.refused": (_("Refuse an introduction"), _("Introduction not possible now")),
    "capacity.set": (_("Set how much is taken on"), _("Number of introductions at a time set")),
}


@hooks.register("register_log_actions")
def register_matching_log_actions(actions: LogActionRegistry) -> None:
    for act, (label, message) in ACTS.items():
        actions.register_action(act, label, message)
