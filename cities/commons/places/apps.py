from django.apps import AppConfig


class PlacesConfig(AppConfig):
    name = "cities.commons.places"
    label = "places"
    verbose_name = "Territories"

    def ready(self) -> None:
        from cities.commons.places.passages import INDEXED, subjects_version, territory_subjects  # noqa: PLC0415 -- models are loaded only now
        from cities.search.content import register_kind, register_subjects  # noqa: PLC0415 -- as above

        register_kind(INDEXED)
        register_subjects(territory_subjects, subjects_version)
