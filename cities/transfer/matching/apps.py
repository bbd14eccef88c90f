from django.apps import AppConfig


class MatchingConfig(AppConfig):
    name = "cities.transfer.matching"
    label = "matching"
    verbose_name = "Matching"

    def ready(self) -> None:
        """A need that is told or changed is matched in the background; the needs themselves know nothing of it."""
        from cities.transfer.matching import tasks  # noqa: PLC0415 -- models are loaded only now
        from cities.transfer.needs.ports import tell_of_calls  # noqa: PLC0415 -- as above

        tell_of_calls("matching", tasks.match_soon)
