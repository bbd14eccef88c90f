"""The facts of a record for those who write its words only: to read, not to change."""

from typing import Any

from django.utils.text import capfirst
from django.utils.translation import get_language
from wagtail.admin.panels import Panel

from cities.commons.vocabulary.models import Concept, Scheme
from cities.commons.vocabulary.queries import labels
from cities.desk.queries.choices import named_choices
from cities.desk.rules import may_edit_facts

# What helps a translator, by the name of the field.
SHOWN = ("kind", "actor_kind", "status", "acronym", "founded", "started", "ended", "year", "seat", "territories", "contact", "publishers")
PICKED = {"seat": "territory", "territories": "territory", "contact": "organisation", "publishers": "organisation"}


class FactsPanel(Panel):  # type: ignore[misc]  # Wagtail is untyped
    """Shown only to those for whom the forms of the facts are left out."""

    class BoundPanel(Panel.BoundPanel):  # type: ignore[misc]  # Wagtail is untyped
        template_name = "desk/panels/facts.html"

        def is_shown(self) -> bool:
            return not may_edit_facts(self.request.user, type(self.instance))

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            context["facts"] = [*_facts(self.instance, get_language()), *_concepts(self.instance, get_language())]
            return context


def _facts(record: Any, language: str) -> list[tuple[str, str]]:
    names = [field.name for field in record._meta.get_fields() if field.name in SHOWN]
    listed = [(name, _said(record, name, language)) for name in SHOWN if name in names]
    return [(capfirst(str(record._meta.get_field(name).verbose_name)), said) for name, said in listed if said]


def _said(record: Any, name: str, language: str) -> str:
    value = getattr(record, name)
    if name in PICKED:
        rows = value.all() if hasattr(value, "all") else filter(None, [value])
        return "; ".join(choice.label for choice in named_choices(PICKED[name], [row.pk for row in rows], language=language))
    if isinstance(value, Concept):
        return labels(language).get(value.key, value.key)
    display = getattr(record, f"get_{name}_display", None)
    return str(display() if display else value or "")


def _concepts(record: Any, language: str) -> list[tuple[str, str]]:
    names = labels(language)
    by_scheme: dict[str, list[str]] = {}
    for concept in record.concepts.all():
        by_scheme.setdefault(concept.scheme_id, []).append(names.get(concept.key, concept.key))
    schemes = {scheme.code: scheme for scheme in Scheme.objects.filter(code__in=by_scheme)}
    return [(str(schemes[code].labels.get(language, schemes[code])), "; ".join(named)) for code, named in by_scheme.items()]
