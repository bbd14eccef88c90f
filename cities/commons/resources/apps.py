from django.apps import AppConfig


class ResourcesConfig(AppConfig):
    name = "cities.commons.resources"
    label = "resources"
    verbose_name = "Resources"

    def ready(self) -> None:
        from cities.commons.resources.passages import INDEXED  # noqa: PLC0415 -- models are loaded only now
        from cities.search.content import register_kind  # noqa: PLC0415 -- as above

        register_kind(INDEXED)
