from django.apps import AppConfig


class PlacesConfig(AppConfig):
    name = "cities.commons.places"
    label = "places"
    verbose_name = "Territories"

    def ready(self) -> None:
        from cities.commons.places.models import Territory, TerritoryText  # noqa: PLC0415 -- models are loaded only now
        from cities.commons.places.passages import INDEXED, territory_subjects  # noqa: PLC0415 -- as above
        from cities.core.versions import watch  # noqa: PLC0415 -- as above
        from cities.search.content import register_kind, register_subjects  # noqa: PLC0415 -- as above

        register_kind(INDEXED)
        register_subjects("places", territory_subjects)
        watch("places", (Territory, "updated_at"), (TerritoryText, "updated_at"))
