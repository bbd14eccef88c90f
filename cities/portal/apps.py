from django.apps import AppConfig
from wagtail.signals import workflow_approved, workflow_rejected, workflow_submitted


class PortalConfig(AppConfig):
    name = "cities.portal"
    label = "portal"
    verbose_name = "Portal"

    def ready(self) -> None:
        """Show drafts in the back office as readers would see them; tell members how their reviews end."""
        from cities.core.models import Record  # noqa: PLC0415 -- models exist only once the apps are ready
        from cities.portal import receivers  # noqa: PLC0415 -- as above
        from cities.portal.views import preview  # noqa: PLC0415 -- as above

        Record.preview_renderer = staticmethod(preview)
        workflow_submitted.connect(receivers.leave_out_desk_mail, dispatch_uid="portal.leave_out_desk_mail")
        workflow_approved.connect(receivers.tell_approved, dispatch_uid="portal.tell_approved")
        workflow_rejected.connect(receivers.tell_asked, dispatch_uid="portal.tell_asked")
