from django.apps import AppConfig


class MembersConfig(AppConfig):
    name = "cities.commons.members"
    label = "members"
    verbose_name = "Members"

    def ready(self) -> None:
        from cities.commons.members.passages import INDEXED  # noqa: PLC0415 -- models are loaded only now
        from cities.search.content import register_kind  # noqa: PLC0415 -- as above

        register_kind(INDEXED)
