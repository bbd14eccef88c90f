from django.apps import AppConfig


class NeedsConfig(AppConfig):
    name = "cities.transfer.needs"
    label = "needs"
    verbose_name = "Needs and offers"

    def ready(self) -> None:
        from cities.transfer.needs.ports import add_source  # noqa: PLC0415 -- models are loaded only now
        from cities.transfer.needs.queries.answered import SOURCE, answered_needs  # noqa: PLC0415 -- as above

        add_source(SOURCE, answered_needs)
