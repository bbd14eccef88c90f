"""How the acts in the log are called."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry, LogFormatter
from wagtail.models import ModelLogEntry


class Withdrawn(LogFormatter):  # type: ignore[misc]  # Wagtail is untyped
    label = _("Withdraw")
    message = _("Withdrawn")

    def format_comment(self, log_entry: ModelLogEntry) -> str:
        return str(log_entry.data.get("reason", ""))


class TranslationsConfirmed(LogFormatter):  # type: ignore[misc]  # Wagtail is untyped
    label = _("Confirm translations")

    def format_message(self, log_entry: ModelLogEntry) -> str:
        return gettext("Confirmed as up to date: %(languages)s") % {"languages": ", ".join(log_entry.data.get("languages", []))}


@hooks.register("register_log_actions")
def register_record_log_actions(actions: LogActionRegistry) -> None:
    actions.register_action("record.withdrawn")(Withdrawn)
    actions.register_action("record.restored", _("Restore"), _("Restored"))
    actions.register_action("record.translations_confirmed")(TranslationsConfirmed)
    actions.register_action("delegate.invited", _("Invite"), _("Invited someone to act for it"))
    actions.register_action("delegate.uninvited", _("Take an invitation back"), _("Took an invitation back"))
    actions.register_action("delegate.joined", _("Accept an invitation"), _("Now acts for it"))
    actions.register_action("delegate.changed", _("Change a role"), _("Changed the role of someone who acts for it"))
    actions.register_action("delegate.left", _("Leave"), _("Someone no longer acts for it"))
    actions.register_action("conversation.begun", _("Write to a member"), _("Was written to"))
    actions.register_action("conversation.reported", _("Report a conversation"), _("Reported a conversation"))
    actions.register_action("application.asked", _("Ask for more"), _("Asked for more"))
    actions.register_action("application.accepted", _("Accept"), _("Accepted"))
    actions.register_action("application.declined", _("Decline"), _("Declined"))
    actions.register_action("profile.asked", _("Ask whether a profile is still right"), _("Asked whether the profile is still right"))
    actions.register_action("profile.confirmed", _("Confirm a profile"), _("The profile was confirmed as right"))
    actions.register_action("people.added", _("Add a person"), _("A person was added"))
    actions.register_action("people.changed", _("Change a person"), _("A person was changed"))
    actions.register_action("people.left", _("End a role"), _("A person left"))
    actions.register_action("people.consented", _("Give consent"), _("A person agreed to be shown"))
    actions.register_action("people.hidden", _("Withdraw consent"), _("A person is no longer shown"))
    actions.register_action("need.told", _("Tell a need"), _("Need told"))
    actions.register_action("need.changed", _("Change a need"), _("Need changed"))
    actions.register_action("need.closed", _("Close a need"), _("Need closed"))
    actions.register_action("offer.told", _("Tell an offer"), _("Offer told"))
    actions.register_action("offer.changed", _("Change an offer"), _("Offer changed"))
    actions.register_action("offer.closed", _("Close an offer"), _("Offer closed"))
