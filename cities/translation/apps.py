from django.apps import AppConfig


class TranslationConfig(AppConfig):
    name = "cities.translation"
    label = "translation"
    verbose_name = "Translation"
