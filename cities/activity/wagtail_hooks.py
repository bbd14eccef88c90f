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
