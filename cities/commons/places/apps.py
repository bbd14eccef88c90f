from django.apps import AppConfig


class PlacesConfig(AppConfig):
    name = "cities.commons.places"
    label = "places"
    verbose_name = "Territories"
