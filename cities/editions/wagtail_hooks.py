"""How the acts of editions are called in the log."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry

ACTS = {
    "created": (_("Prepare an edition"), _("Prepared")),
    "changed": (_("Change an edition"), _("Changed")),
    "sections_chosen": (_("Choose sections"), _("Sections chosen")),
    "cases_chosen": (_("Choose cases"), _("Cases chosen")),
    "kit_filled": (_("Fill a kit"), _("Contents chosen")),
    "version_begun": (_("Begin the next version of a kit"), _("Next version begun")),
    "words_written": (_("Write words of an edition"), _("Words written")),
    "figure_stated": (_("State a figure"), _("Figure stated")),
    "figure_explained": (_("Explain a figure"), _("Figure explained")),
    "figure_removed": (_("Remove a figure"), _("Figure removed")),
    "published": (_("Publish an edition"), _("Published")),
    "withdrawn": (_("Withdraw an edition"), _("No longer public")),
}


@hooks.register("register_log_actions")
def register_edition_log_actions(actions: LogActionRegistry) -> None:
    for act, (label, message) in ACTS.items():
        actions.register_action(f"edition.{act}", label, message)
