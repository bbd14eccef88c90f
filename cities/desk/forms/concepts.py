"""Choosing concepts of a vocabulary, in the editor's language."""

from collections.abc import Iterable
from functools import partial
from typing import Any

from django import forms
from django.utils.translation import get_language

from cities.commons.vocabulary.queries import ConceptNode, concept_tree
from cities.desk.forms.widgets import OwnChoices, OwnTemplate

# A vocabulary longer than this gets a box to filter it by typing.
SHORT = 12


class ConceptSelect(OwnChoices):
    """One concept of a vocabulary. For fields of models: knows its options, whatever the field hands over."""

    def __init__(self, scheme: str, attrs: dict[str, Any] | None = None) -> None:
        self.scheme = scheme
        super().__init__(attrs)

    @property
    def choices(self) -> list[tuple[str, str]]:
        return [("", "—"), *concept_choices(self.scheme)]

    @choices.setter
    def choices(self, value: object) -> None:
        """The labels of rows are English; those of the vocabulary are in the reader's language."""


class ConceptTree(OwnTemplate, forms.CheckboxSelectMultiple):
    """A tick for each concept, narrower ones under broader ones."""

    template_name = "desk/widgets/concepts.html"

    def __init__(self, scheme: str, attrs: dict[str, Any] | None = None) -> None:
        self.scheme = scheme
        super().__init__(attrs)

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        tree = concept_tree(self.scheme, get_language())
        ticked = {str(key) for key in value or ()}
        nodes = list(_flattened(tree))
        # Not the options Django would list: they are drawn from the tree.
        context = forms.Widget.get_context(self, name, value, attrs)
        return {
            **context,
            "tree": tree,
            "ticked": ticked,
            "ticked_labels": [node.label for node, _depth in nodes if node.key in ticked],
            "is_long": len(nodes) > SHORT,
        }


class ConceptsField(forms.MultipleChoiceField):
    """The concepts of one vocabulary a record is about, by key."""

    def __init__(self, scheme: str, **kwargs: Any) -> None:
        self.scheme = scheme
        super().__init__(choices=partial(concept_choices, scheme), widget=ConceptTree(scheme), required=False, **kwargs)


def concept_choices(scheme: str) -> list[tuple[str, str]]:
    """Keys and labels in the reader's language, narrower ones indented under broader ones."""
    tree = concept_tree(scheme, get_language())
    return [(node.key, "\u2003" * depth + node.label) for node, depth in _flattened(tree)]


def _flattened(tree: Iterable[ConceptNode], depth: int = 0) -> Iterable[tuple[ConceptNode, int]]:
    for node in tree:
        yield node, depth
        yield from _flattened(node.narrower, depth + 1)
