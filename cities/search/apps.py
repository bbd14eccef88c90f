from django.apps import AppConfig
from wagtail.signals import published, unpublished


class SearchConfig(AppConfig):
    name = "cities.search"
    label = "search"
    verbose_name = "Search"

    def ready(self) -> None:
        # Wagtail publishes from many places (form, workflow, schedule); its signal is the one point all of them pass.
        from cities.core.versions import watch  # noqa: PLC0415 -- models are loaded only now
        from cities.search import receivers  # noqa: PLC0415 -- as above
        from cities.search.models import Entry  # noqa: PLC0415 -- as above

        watch("entries", (Entry, "indexed_at"))

        published.connect(receivers.index_published, dispatch_uid="search.index_published")
        unpublished.connect(receivers.forget_unpublished, dispatch_uid="search.forget_unpublished")
