"""What differs between two versions of a record, as the editor reads it."""

from collections.abc import Callable
from typing import Any

from django.db.models import Field
from django.template.defaultfilters import linebreaksbr
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import get_language
from wagtail.admin.compare import FieldComparison, ForeignObjectComparison, M2MFieldComparison, diff_text

from cities.commons.vocabulary.queries import labels
from cities.translation.languages import language_name

Named = Callable[[Any, str], str]


class WordComparison(FieldComparison):  # type: ignore[misc]  # Wagtail is untyped
    """One field of the words in one language; a missing text says nothing."""

    def __init__(self, field: "Field[Any, Any]", obj_a: Any, obj_b: Any, *, language: str) -> None:
        self.field = field
        self.language = language
        self.val_a, self.val_b = (self._said(version) for version in (obj_a, obj_b))

    def _said(self, version: Any) -> str:
        text = version.text_in(self.language)
        if text is None:
            return ""
        display = getattr(text, f"get_{self.field.name}_display", None)
        said = str(display() if display else self.field.value_from_object(text))
        # Versions made before words were stored with one kind of line end.
        return said.replace("\r\n", "\n")

    def field_label(self) -> str:
        return f"{capfirst(str(self.field.verbose_name))} ({language_name(self.language)})"

    def htmldiff(self) -> SafeString:
        html: SafeString = diff_text(self.val_a, self.val_b).to_html()
        return linebreaksbr(html)


class ConceptsComparison(M2MFieldComparison):  # type: ignore[misc]  # Wagtail is untyped
    """The concepts of one vocabulary, by their labels."""

    val_a: Any
    val_b: Any

    def __init__(self, field: "Field[Any, Any]", obj_a: Any, obj_b: Any, *, scheme: str, heading: str) -> None:
        super().__init__(field, obj_a, obj_b)
        self.heading = heading
        names = labels(get_language())
        self.val_a, self.val_b = (
            sorted(names.get(concept.key, concept.key) for concept in value if concept.scheme_id == scheme)
            for value in (self.val_a, self.val_b)
        )

    def field_label(self) -> str:
        return capfirst(str(self.heading))


class NamedComparison(M2MFieldComparison):  # type: ignore[misc]  # Wagtail is untyped
    """Several things picked, by their names in the reader's language."""

    val_a: Any
    val_b: Any

    def __init__(self, field: "Field[Any, Any]", obj_a: Any, obj_b: Any, *, named: Named) -> None:
        super().__init__(field, obj_a, obj_b)
        self.val_a, self.val_b = (sorted(named(item, get_language()) for item in value) for value in (self.val_a, self.val_b))


class NamedObjectComparison(ForeignObjectComparison):  # type: ignore[misc]  # Wagtail is untyped
    """One thing picked, by its name in the reader's language."""

    def __init__(self, field: "Field[Any, Any]", obj_a: Any, obj_b: Any, *, named: Named) -> None:
        super().__init__(field, obj_a, obj_b)
        self.names = [named(item, get_language()) if item else "" for item in super().get_objects()]

    def htmldiff(self) -> SafeString:
        html: SafeString = diff_text(*self.names).to_html() if self.has_changed() else escape(self.names[0])
        return html
