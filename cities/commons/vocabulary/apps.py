from django.apps import AppConfig


class VocabularyConfig(AppConfig):
    name = "cities.commons.vocabulary"
    label = "vocabulary"
    verbose_name = "Vocabularies"

    def ready(self) -> None:
        from cities.commons.vocabulary.passages import INDEXED, concept_subjects, subjects_version  # noqa: PLC0415 -- models are loaded only now
        from cities.search.content import register_kind, register_subjects  # noqa: PLC0415 -- as above

        register_kind(INDEXED)
        register_subjects(concept_subjects, subjects_version)
