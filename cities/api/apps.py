from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "cities.api"
    label = "api"
    verbose_name = "API"
