from django.apps import AppConfig


class IntakeConfig(AppConfig):
    name = "cities.gather.intake"
    label = "intake"
    verbose_name = "Import"
