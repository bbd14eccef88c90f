from django.apps import AppConfig


class PracticesConfig(AppConfig):
    name = "cities.commons.practices"
    label = "practices"
    verbose_name = "Practices"

    def ready(self) -> None:
        from cities.commons.practices.passages import INDEXED  # noqa: PLC0415 -- models are loaded only now
        from cities.search.content import register_kind  # noqa: PLC0415 -- as above

        register_kind(INDEXED)
