from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "cities.portal"
    label = "portal"
    verbose_name = "Portal"

    def ready(self) -> None:
        """Show drafts in the back office as readers would see them."""
        from cities.core.models import Record  # noqa: PLC0415 -- models exist only once the apps are ready
        from cities.portal.views import preview  # noqa: PLC0415 -- models exist only once the apps are ready

        Record.preview_renderer = staticmethod(preview)
