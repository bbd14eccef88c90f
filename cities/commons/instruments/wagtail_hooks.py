"""How the acts on instruments and sheets are called in the log."""

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


@hooks.register("register_log_actions")
def register_instrument_log_actions(actions: LogActionRegistry) -> None:
    actions.register_action("instrument.created", _("Make a questionnaire"), _("Questionnaire made"))
    actions.register_action("instrument.draft_started", _("Begin a draft"), _("Draft begun"))
    actions.register_action("instrument.translated", _("Translate the draft"), _("Draft translated"))
    actions.register_action("instrument.draft_changed", _("Change the draft"), _("Draft changed"))
    actions.register_action("instrument.draft_discarded", _("Discard the draft"), _("Draft discarded"))
    actions.register_action("instrument.published", _("Publish a version"), _("Version published"))
    actions.register_action("instrument.retired", _("Retire a version"), _("Version retired"))
