"""Panels for single fields: concepts of a vocabulary, things picked by name."""

from functools import partial
from typing import Any

from django.utils.translation import get_language
from wagtail.admin.panels import FieldPanel

from cities.commons.vocabulary.models import Concept
from cities.commons.vocabulary.queries import labels
from cities.desk.forms.concepts import ConceptSelect
from cities.desk.forms.pickers import Picker
from cities.desk.panels.comparisons import ConceptsComparison, NamedComparison, NamedObjectComparison
from cities.desk.queries.choices import named_choices


class ConceptsPanel(FieldPanel):  # type: ignore[misc]  # Wagtail is untyped
    """The concepts of one vocabulary; they share the model's one relation."""

    def __init__(self, scheme: str, heading: Any = "", **kwargs: Any) -> None:
        self.scheme = scheme
        kwargs.pop("field_name", None)
        super().__init__(f"concepts_{scheme.replace('-', '_')}", heading=heading, **kwargs)

    def clone_kwargs(self) -> dict[str, Any]:
        return {**super().clone_kwargs(), "scheme": self.scheme}

    def get_form_options(self) -> dict[str, Any]:
        return {"fields": [self.field_name]}

    @property
    def db_field(self) -> Any:
        return self.model._meta.get_field("concepts")

    class BoundPanel(FieldPanel.BoundPanel):  # type: ignore[misc]  # Wagtail is untyped
        def get_comparison(self) -> list[Any]:
            return [partial(ConceptsComparison, self.panel.db_field, scheme=self.panel.scheme, heading=self.panel.heading)]

        def id_for_label(self) -> str:
            """The group names itself: its label belongs to no single tick."""
            return ""

        def js_opts(self) -> dict[str, Any]:
            return _without_widget(super().js_opts())


class ConceptPanel(FieldPanel):  # type: ignore[misc]  # Wagtail is untyped
    """One concept of a vocabulary, a foreign key of the model."""

    def __init__(self, field_name: str, scheme: str, **kwargs: Any) -> None:
        self.scheme = scheme
        super().__init__(field_name, **{**kwargs, "widget": ConceptSelect(scheme)})

    def clone_kwargs(self) -> dict[str, Any]:
        return {**super().clone_kwargs(), "scheme": self.scheme}

    class BoundPanel(FieldPanel.BoundPanel):  # type: ignore[misc]  # Wagtail is untyped
        def get_comparison(self) -> list[Any]:
            return [partial(NamedObjectComparison, self.panel.db_field, named=_concept_label)]


class PickPanel(FieldPanel):  # type: ignore[misc]  # Wagtail is untyped
    """Something picked by typing its name: one, or several where the field holds several."""

    def __init__(self, field_name: str, kind: str, **kwargs: Any) -> None:
        self.kind = kind
        super().__init__(field_name, **kwargs)

    def clone_kwargs(self) -> dict[str, Any]:
        return {**super().clone_kwargs(), "kind": self.kind}

    def get_form_options(self) -> dict[str, Any]:
        picker = Picker(self.kind, multiple=bool(self.db_field.many_to_many))
        return {**super().get_form_options(), "widgets": {self.field_name: picker}}

    class BoundPanel(FieldPanel.BoundPanel):  # type: ignore[misc]  # Wagtail is untyped
        def get_comparison(self) -> list[Any]:
            comparison = NamedComparison if self.panel.db_field.many_to_many else NamedObjectComparison
            return [partial(comparison, self.panel.db_field, named=partial(_picked_label, self.panel.kind))]

        def js_opts(self) -> dict[str, Any]:
            return _without_widget(super().js_opts())


def _without_widget(options: dict[str, Any]) -> dict[str, Any]:
    """Wagtail would send each widget's HTML a second time, for scripts that rebuild fields; nothing rebuilds these."""
    return {**options, "widget": None}


def _concept_label(concept: Concept, language: str) -> str:
    return labels(language).get(concept.key, concept.key)


def _picked_label(kind: str, item: Any, language: str | None = None) -> str:
    named = named_choices(kind, [item.pk], language=language or get_language())
    return named[0].label if named else str(item)
