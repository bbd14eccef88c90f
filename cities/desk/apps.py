from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "cities.desk"
    label = "desk"
    verbose_name = "Desk"
