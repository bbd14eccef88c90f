from django.apps import AppConfig


class VocabularyConfig(AppConfig):
    name = "cities.commons.vocabulary"
    label = "vocabulary"
    verbose_name = "Vocabularies"
