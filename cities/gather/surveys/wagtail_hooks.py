"""How the acts of surveys are called in the log."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry

ACTS = {
    "created": (_("Prepare a campaign"), _("Prepared")),
    "changed": (_("Change a campaign"), _("Changed")),
    "letter_written": (_("Write a letter"), _("Wording of a letter changed")),
    "respondents_prepared": (_("Choose respondents"), _("Respondents chosen anew")),
    "address_set": (_("Set an address"), _("Address of a respondent set")),
    "answered_elsewhere": (_("Note an answer"), _("Noted as answered elsewhere")),
    "started": (_("Start a campaign"), _("Started")),
    "asked": (_("Send invitations"), _("Invitations sent")),
    "reminded": (_("Send reminders"), _("Reminders sent")),
    "extended": (_("Extend a campaign"), _("Last day moved")),
    "closed": (_("Close a campaign"), _("Closed")),
    "published": (_("Publish results"), _("Results published")),
    "unpublished": (_("Withdraw results"), _("Results no longer public")),
    "answering_started": (_("Begin answering"), _("A respondent began to answer")),
    "declined": (_("Decline"), _("A respondent declined")),
    "taken_part_again": (_("Take part again"), _("A respondent takes part again")),
    "theme_saved": (_("Name a theme"), _("Theme of the codebook saved")),
    "theme_removed": (_("Remove a theme"), _("Theme of the codebook removed")),
    "answer_coded": (_("Sort an answer"), _("Open answer sorted into themes")),
    "answer_translated": (_("Translate an answer"), _("Open answer translated")),
    "exported": (_("Export answers"), _("Answers exported")),
}


@hooks.register("register_log_actions")
def register_survey_log_actions(actions: LogActionRegistry) -> None:
    for act, (label, message) in ACTS.items():
        actions.register_action(f"survey.{act}", label, message)
