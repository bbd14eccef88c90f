from django.apps import AppConfig


class NeedsConfig(AppConfig):
    name = "cities.transfer.needs"
    label = "needs"
    verbose_name = "Needs and offers"
