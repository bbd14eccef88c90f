from django.apps import AppConfig


class EditionsConfig(AppConfig):
    name = "cities.editions"
    label = "editions"
    verbose_name = "Editions"

    def ready(self) -> None:
        """What is published is set by the worker; actions are below tasks and do not name them."""
        from cities.editions.actions.publishing import Setter  # noqa: PLC0415 -- models exist only once the apps are ready
        from cities.editions.tasks import set_files  # noqa: PLC0415 -- as above

        Setter.send = staticmethod(set_files.enqueue)
