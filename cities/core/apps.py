from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "cities.core"
    label = "core"
