from django.apps import AppConfig
from wagtail.signals import published, unpublished


class AdviceConfig(AppConfig):
    name = "cities.transfer.advice"
    label = "advice"
    verbose_name = "Advice"

    def ready(self) -> None:
        from cities.commons.members.models import Organisation  # noqa: PLC0415 -- models are loaded only now
        from cities.commons.practices.models import Practice  # noqa: PLC0415 -- as above
        from cities.commons.resources.models import Resource  # noqa: PLC0415 -- as above
        from cities.search.content import register_kind  # noqa: PLC0415 -- as above
        from cities.transfer.advice import receivers  # noqa: PLC0415 -- as above
        from cities.transfer.advice.passages import INDEXED  # noqa: PLC0415 -- as above

        register_kind(INDEXED)
        for signal in (published, unpublished):
            for model in (Organisation, Practice, Resource):
                signal.connect(receivers.renew_engagements, sender=model, dispatch_uid=f"advice.renew_engagements.{model.__name__}")
