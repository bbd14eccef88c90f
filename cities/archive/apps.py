from django.apps import AppConfig


class ArchiveConfig(AppConfig):
    name = "cities.archive"
    label = "archive"
    verbose_name = "Archive"
