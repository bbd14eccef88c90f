"""How the acts of imports are called in the log."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry


@hooks.register("register_log_actions")
def register_import_log_actions(actions: LogActionRegistry) -> None:
    actions.register_action("import.staged", _("Read for import"), _("Read for import"))
    actions.register_action("import.applied", _("Apply import"), _("Import applied"))
    actions.register_action("import.undone", _("Undo import"), _("Import undone"))
    actions.register_action("import.discarded", _("Discard import"), _("Import discarded"))
    actions.register_action("import.created", _("Create by import"), _("Created by an import"))
