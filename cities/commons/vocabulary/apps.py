from django.apps import AppConfig


class VocabularyConfig(AppConfig):
    name = "cities.commons.vocabulary"
    label = "vocabulary"
    verbose_name = "Vocabularies"

    def ready(self) -> None:
        from cities.commons.vocabulary.models import Concept, ConceptText  # noqa: PLC0415 -- models are loaded only now
        from cities.commons.vocabulary.passages import INDEXED, concept_subjects  # noqa: PLC0415 -- as above
        from cities.core.versions import watch  # noqa: PLC0415 -- as above
        from cities.search.content import register_kind, register_subjects  # noqa: PLC0415 -- as above

        register_kind(INDEXED)
        register_subjects("concepts", concept_subjects)
        watch("concepts", (Concept, "updated_at"), (ConceptText, "updated_at"))
