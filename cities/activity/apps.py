from django.apps import AppConfig


class ActivityConfig(AppConfig):
    name = "cities.activity"
    label = "activity"
    verbose_name = "Activity"
