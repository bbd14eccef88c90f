from django.apps import AppConfig
from wagtail.signals import published, unpublished


class ComparisonsConfig(AppConfig):
    name = "cities.transfer.comparisons"
    label = "comparisons"
    verbose_name = "Comparisons"

    def ready(self) -> None:
        from cities.commons.practices.models import Practice  # noqa: PLC0415 -- models are loaded only now
        from cities.core.versions import watch  # noqa: PLC0415 -- as above
        from cities.search.content import register_kind  # noqa: PLC0415 -- as above
        from cities.transfer.comparisons import receivers  # noqa: PLC0415 -- as above
        from cities.transfer.comparisons.models import Comparison  # noqa: PLC0415 -- as above
        from cities.transfer.comparisons.passages import INDEXED  # noqa: PLC0415 -- as above
        from cities.transfer.projects.models import Transfer  # noqa: PLC0415 -- as above

        register_kind(INDEXED)
        for signal in (published, unpublished):
            for model in (Practice, Transfer):
                signal.connect(receivers.renew_compared, sender=model, dispatch_uid=f"comparisons.renew_compared.{model.__name__}")
        # Whatever changes in a comparison is noted there.
        watch("comparisons", (Comparison, "updated_at"))
