from django.apps import AppConfig
from wagtail.signals import published, unpublished


class PracticesConfig(AppConfig):
    name = "cities.commons.practices"
    label = "practices"
    verbose_name = "Practices"

    def ready(self) -> None:
        from cities.commons.members.models import Organisation  # noqa: PLC0415 -- models are loaded only now
        from cities.commons.practices import receivers  # noqa: PLC0415 -- as above
        from cities.commons.practices.passages import INDEXED  # noqa: PLC0415 -- as above
        from cities.search.content import register_kind  # noqa: PLC0415 -- as above

        register_kind(INDEXED)
        for signal in (published, unpublished):
            signal.connect(receivers.renew_names, sender=Organisation, dispatch_uid="practices.renew_names")
