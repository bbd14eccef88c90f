"""How the acts of advice are called in the log."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry

ACTS = {
    "advice.asked": (_("Ask for advice"), _("Advice asked for")),
    "advice.taken": (_("Take a request"), _("Taken in hand")),
    "advice.released": (_("Put a request back"), _("Put back into the queue")),
    "advice.more_asked": (_("Ask for more"), _("Member asked for more")),
    "advice.added_to": (_("Add to a request"), _("Added to by the member")),
    "advice.answered": (_("Answer a request"), _("Answered at once")),
    "advice.declined": (_("Decline a request"), _("Request declined")),
    "advice.withdrawn": (_("Take a request back"), _("Taken back by the member")),
    "advice.reopened": (_("Open a request again"), _("Request opened again")),
    "advice.expert_added": (_("Add an expert"), _("Expert added to the roster")),
    "advice.expert_invited": (_("Invite an expert"), _("Expert asked for consent")),
    "advice.consented": (_("Agree to stand on the roster"), _("Expert agreed")),
    "advice.consent_withdrawn": (_("Leave the roster"), _("Expert no longer agrees")),
    "advice.expert_asked": (_("Ask an expert"), _("Expert asked to help")),
    "advice.expert_no_longer_asked": (_("Ask an expert no longer"), _("Question to an expert taken back")),
    "advice.expert_accepted": (_("Accept to help"), _("Expert helps")),
    "advice.expert_declined": (_("Decline to help"), _("Expert declined")),
    "engagement.opened": (_("Open an engagement"), _("Engagement opened")),
    "engagement.organisation_added": (_("Add an organisation"), _("Organisation joined")),
    "engagement.due_set": (_("Set a day"), _("Last day set")),
    "engagement.hours_noted": (_("Note hours"), _("Hours noted")),
    "engagement.hours_removed": (_("Remove hours"), _("Hours removed")),
    "engagement.output_added": (_("Add an output"), _("Output added")),
    "engagement.output_removed": (_("Remove an output"), _("Output removed")),
    "engagement.ended": (_("End an engagement"), _("Engagement ended")),
    "engagement.resumed": (_("Take up again"), _("Taken up again")),
    "engagement.agreed": (_("Agree"), _("An organisation agreed to what is published")),
    "engagement.agreement_taken_back": (_("Take agreement back"), _("An organisation no longer agrees")),
    "engagement.practice_begun": (_("Begin a practice"), _("Practice begun from what was learnt")),
    "engagement.resource_begun": (_("Begin a resource"), _("Resource begun from what was learnt")),
}


@hooks.register("register_log_actions")
def register_advice_log_actions(actions: LogActionRegistry) -> None:
    for act, (label, message) in ACTS.items():
        actions.register_action(act, label, message)
