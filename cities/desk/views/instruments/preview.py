"""How a version looks to whoever answers it, in each language; nothing can be filled in here."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy

from cities.commons.instruments.definition import Definition, ItemDefinition, OptionDefinition, SectionDefinition, Wording
from cities.commons.instruments.models import InstrumentVersion, Item
from cities.commons.instruments.queries import definition_of
from cities.translation.languages import language_name, text_direction

from .base import InstrumentScreen, reader_language


@dataclass(frozen=True, slots=True)
class Said:
    """Words as a reader of one language gets them; `foreign` names the language where it is another."""

    words: str
    language: str
    direction: str
    foreign: str


@dataclass(frozen=True, slots=True)
class ShownQuestion:
    item: ItemDefinition
    label: Said
    hint: Said
    options: tuple[tuple[str, Said], ...]
    rows: tuple[tuple[str, Said], ...]
    inner: tuple["ShownQuestion", ...]

    @property
    def type_name(self) -> str:
        return str(Item.Type(self.item.type).label)


@dataclass(frozen=True, slots=True)
class ShownSection:
    section: SectionDefinition
    title: Said
    introduction: Said
    questions: tuple[ShownQuestion, ...]


class PreviewView(InstrumentScreen):
    template_name = "desk/instruments/preview.html"
    page_title = gettext_lazy("Preview")

    @cached_property
    def version(self) -> InstrumentVersion:
        return get_object_or_404(self.instrument.versions.select_related("instrument"), number=self.kwargs["number"])

    @cached_property
    def definition(self) -> Definition:
        return definition_of(self.version)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        language = self.kwargs["language"]
        if language not in self.definition.languages:
            raise Http404
        return {
            **super().get_context_data(**kwargs),
            "instrument": self.instrument,
            "version": self.version,
            "language": language,
            "languages": [(tag, language_name(tag)) for tag in self.definition.languages],
            "title": said(self.definition.title, language),
            "introduction": said(self.definition.introduction, language),
            "closing": said(self.definition.closing, language),
            "sections": [shown_section(section, language) for section in self.definition.sections],
        }


def shown_section(section: SectionDefinition, language: str) -> ShownSection:
    questions = tuple(question(item, language) for item in section.items)
    return ShownSection(section, said(section.title, language), said(section.introduction, language), questions)


def said(wording: Wording, language: str) -> Said:
    shown = wording.language_for(language)
    foreign = language_name(shown, in_language=reader_language()) if shown and shown != language else ""
    return Said(wording.words.get(shown, ""), shown, text_direction(shown or language), foreign)


def question(item: ItemDefinition, language: str) -> ShownQuestion:
    return ShownQuestion(
        item,
        said(item.label, language),
        said(item.hint, language),
        _options(item.options, language),
        _options(item.rows, language),
        tuple(question(inner, language) for inner in item.items),
    )


def _options(options: tuple[OptionDefinition, ...], language: str) -> tuple[tuple[str, Said], ...]:
    return tuple((option.code, said(option.label, language)) for option in options)
