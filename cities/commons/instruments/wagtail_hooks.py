"""How the acts on sheets are called in the log."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry, LogFormatter
from wagtail.models import ModelLogEntry


class Reopened(LogFormatter):  # type: ignore[misc]  # Wagtail is untyped
    label = _("Reopen answers")
    message = _("Answers reopened")

    def format_comment(self, log_entry: ModelLogEntry) -> str:
        return str(log_entry.data.get("reason", ""))


@hooks.register("register_log_actions")
def register_sheet_log_actions(actions: LogActionRegistry) -> None:
    actions.register_action("sheet.opened", _("Open a sheet"), _("Sheet opened"))
    actions.register_action("sheet.link_renewed", _("Renew the link"), _("Link renewed"))
    actions.register_action("sheet.submitted", _("Submit answers"), _("Answers submitted"))
    actions.register_action("sheet.reopened")(Reopened)
