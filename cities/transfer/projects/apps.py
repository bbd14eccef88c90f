from django.apps import AppConfig


class ProjectsConfig(AppConfig):
    name = "cities.transfer.projects"
    label = "projects"
    verbose_name = "Transfers"

    def ready(self) -> None:
        from cities.search.content import register_kind  # noqa: PLC0415 -- models are loaded only now
        from cities.transfer.matching.ports import tell_adoptions  # noqa: PLC0415 -- as above
        from cities.transfer.projects.passages import INDEXED  # noqa: PLC0415 -- as above
        from cities.transfer.projects.queries import adoptions  # noqa: PLC0415 -- as above

        register_kind(INDEXED)
        tell_adoptions("transfers", adoptions)
