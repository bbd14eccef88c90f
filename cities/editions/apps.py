from django.apps import AppConfig


class EditionsConfig(AppConfig):
    name = "cities.editions"
    label = "editions"
    verbose_name = "Editions"

    def ready(self) -> None:
        """What is published is set by the worker; actions are below tasks and do not name them."""
        from cities.archive.ports import tell_of_cleaned  # noqa: PLC0415 -- as above
        from cities.core.versions import watch  # noqa: PLC0415 -- as above
        from cities.editions.actions.publishing import Setter  # noqa: PLC0415 -- models exist only once the apps are ready
        from cities.editions.models import Edition, Snapshot  # noqa: PLC0415 -- as above
        from cities.editions.passages import INDEXED  # noqa: PLC0415 -- as above
        from cities.editions.tasks import set_files, snapshots_cleaned  # noqa: PLC0415 -- as above
        from cities.search.content import register_kind  # noqa: PLC0415 -- as above

        register_kind(INDEXED)

        watch("kits", (Edition, "updated_at"))
        Setter.send = staticmethod(set_files.enqueue)
        tell_of_cleaned(Snapshot, snapshots_cleaned)
