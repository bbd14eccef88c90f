"""Options taken from a vocabulary: copied into the draft, so that what is published stays as it was asked."""

from collections.abc import Mapping
from dataclasses import replace

from cities.commons.instruments.definition import Definition, ItemDefinition, OptionDefinition, SectionDefinition, Wording
from cities.commons.vocabulary.models import Concept

CHOOSES_CONCEPTS = frozenset({"one-of", "several-of"})
ORIGINAL = "en"

Options = Mapping[str, tuple[OptionDefinition, ...]]


def with_vocabularies(definition: Definition) -> Definition:
    """The definition with today's concepts as options of every choice that names a vocabulary. Two queries at most."""
    schemes = {item.scheme for item in definition.items if item.scheme and item.type in CHOOSES_CONCEPTS}
    if not schemes:
        return definition
    options: dict[str, tuple[OptionDefinition, ...]] = dict.fromkeys(schemes, ())
    for concept in Concept.objects.of(*schemes).prefetch_related("texts"):
        label = Wording({text.language: text.label for text in concept.texts.all()}, ORIGINAL)
        options[concept.scheme_id] += (OptionDefinition(concept.code, label),)
    return replace(definition, sections=tuple(_section(section, options) for section in definition.sections))


def _section(section: SectionDefinition, options: Options) -> SectionDefinition:
    return replace(section, items=tuple(_item(item, options) for item in section.items))


def _item(item: ItemDefinition, options: Options) -> ItemDefinition:
    inner = tuple(_item(each, options) for each in item.items)
    if item.type not in CHOOSES_CONCEPTS or item.scheme not in options:
        return replace(item, items=inner)
    return replace(item, items=inner, options=options[item.scheme], options_code=item.scheme.replace("-", "_"))
