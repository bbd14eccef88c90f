from django.apps import AppConfig


class FeedsConfig(AppConfig):
    name = "cities.feeds"
    label = "feeds"
    verbose_name = "Feeds"
