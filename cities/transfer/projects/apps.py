from django.apps import AppConfig
from wagtail.signals import published, unpublished


class ProjectsConfig(AppConfig):
    name = "cities.transfer.projects"
    label = "projects"
    verbose_name = "Transfers"

    def ready(self) -> None:
        from cities.commons.practices.models import Practice  # noqa: PLC0415 -- models are loaded only now
        from cities.search.content import register_kind  # noqa: PLC0415 -- as above
        from cities.transfer.matching.ports import tell_adoptions  # noqa: PLC0415 -- as above
        from cities.transfer.projects import receivers  # noqa: PLC0415 -- as above
        from cities.transfer.projects.passages import INDEXED  # noqa: PLC0415 -- as above
        from cities.transfer.projects.queries import adoptions  # noqa: PLC0415 -- as above

        register_kind(INDEXED)
        tell_adoptions("transfers", adoptions)
        for signal in (published, unpublished):
            signal.connect(receivers.renew_transfers, sender=Practice, dispatch_uid="projects.renew_transfers")
