"""The words of a record: a tab for each language, each beside the original."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from django.conf import settings
from django.db.models import TextField
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from wagtail.admin.compare import diff_text
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.admin.panels.base import get_form_for_model

from cities.core.models import Record
from cities.desk.forms.languages import language_choices
from cities.desk.forms.texts import TextForm, TextFormSet, WordsInput
from cities.desk.panels.comparisons import WordComparison
from cities.translation.digests import digest
from cities.translation.languages import language_name, text_direction
from cities.translation.models import Text

# Versions looked through for what the original said when a translation was made.
VERSIONS = 30


@dataclass(frozen=True)
class WordField:
    """One field in one language; `reference` is what the original says, `change` how it differs from what was translated."""

    panel: Any
    reference: str = ""
    change: SafeString | None = None
    is_stale: bool = False
    is_missing: bool = False


@dataclass(frozen=True)
class StoredWords:
    """A record's texts as last saved; `earlier` is what the original said when a stale field was translated, by language and field."""

    texts: Mapping[str, Text]
    original: Text | None
    earlier: Mapping[str, Mapping[str, str]]


@dataclass(frozen=True)
class LanguageTab:
    language: str
    form: TextForm
    fields: tuple[WordField, ...]
    is_original: bool
    is_new: bool
    original: Text | None
    stale: tuple[str, ...] = field(default=())
    missing: tuple[str, ...] = field(default=())

    @property
    def autonym(self) -> str:
        return language_name(self.language)

    @property
    def name(self) -> str:
        return language_name(self.language, in_language=get_language())

    @property
    def direction(self) -> str:
        return text_direction(self.language)

    @property
    def has_errors(self) -> bool:
        return bool(self.form.is_bound and self.form.errors)


class TextsPanel(InlinePanel):  # type: ignore[misc]  # Wagtail is untyped
    """`texts` of a model, their fields from the text's own `words`."""

    def __init__(self, relation_name: str = "texts", panels: Any = None, **kwargs: Any) -> None:
        super().__init__(relation_name, panels, **kwargs)
        # The tab it stands in says what it is.
        self.heading = ""

    @property
    def panel_definitions(self) -> list[FieldPanel]:
        text: type[Text] = self.db_field.related_model
        words = [FieldPanel(name, widget=WordsInput if isinstance(text._meta.get_field(name), TextField) else None) for name in text.words]
        return [FieldPanel("language"), FieldPanel("state"), *words]

    def get_form_options(self) -> dict[str, Any]:
        options: dict[str, Any] = super().get_form_options()
        deferred = self.child_edit_handler.get_form_options().get("defer_required_on_fields", [])
        form = get_form_for_model(self.db_field.related_model, form_class=self._form_class(), defer_required_on_fields=deferred)
        options["formsets"][self.relation_name] |= {"form": form, "formset": TextFormSet, "inherit_kwargs": ["for_user"], "extra": 0}
        return options

    def _form_class(self) -> type[WagtailAdminModelForm]:
        return TextForm

    class BoundPanel(InlinePanel.BoundPanel):  # type: ignore[misc]  # Wagtail is untyped
        template_name = "desk/panels/texts.html"

        def telepath_pack(self, context: Any) -> tuple[str, list[Any]]:
            """Wagtail's script for inline panels would look for its own buttons; ours has none of them."""
            return ("wagtail.panels.Panel", [{"type": "TextsPanel", "prefix": self.prefix}])

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            stored = stored_words(self.instance)
            tabs = [language_tab(child, stored) for child in self.children]
            known = {tab.language for tab in tabs}
            return {
                "self": self,
                "formset": self.formset,
                "tabs": tabs,
                "empty": self.empty_tab(),
                "active": self._active(tabs),
                "more_languages": [choice for choice in language_choices(get_language()) if choice[0] not in known],
            }

        def empty_tab(self) -> LanguageTab:
            fields = tuple(WordField(panel) for panel in _word_panels(self.empty_child))
            return LanguageTab("", self.empty_child.form, fields, is_original=False, is_new=True, original=None)

        def _active(self, tabs: list[LanguageTab]) -> str:
            """The first language with a mistake, else the first."""
            return next((tab.language for tab in tabs if tab.has_errors), tabs[0].language if tabs else "")

        def get_comparison(self) -> list[Any]:
            texts = self.panel.db_field.related_model
            written = texts._default_manager.order_by("language").values_list("language", flat=True).distinct()
            languages = dict.fromkeys([*settings.TEXT_LANGUAGES, *written])
            fields = [texts._meta.get_field(name) for name in ("state", *texts.words)]
            return [partial(WordComparison, field, language=language) for language in languages for field in fields]


def stored_words(record: Any) -> StoredWords:
    texts: dict[str, Text] = {text.language: text for text in record.texts.all()}
    original = next((text for text in texts.values() if text.is_original), None)
    return StoredWords(texts, original, _earlier_words(record, original, texts))


def language_tab(child: Any, stored: StoredWords) -> LanguageTab:
    """`child` is the bound panel of one text's form."""
    language = child.form.instance.language
    text = stored.texts.get(language)
    is_original = text is not None and text is stored.original
    return LanguageTab(
        language=language,
        form=child.form,
        fields=tuple(_word_field(panel, text, stored) for panel in _word_panels(child)),
        is_original=is_original,
        is_new=text is None,
        original=None if is_original else stored.original,
        stale=tuple(text.stale_fields(stored.original)) if text else (),
        missing=tuple(text.missing_fields(stored.original)) if text else (),
    )


def _word_panels(child: Any) -> list[Any]:
    words = child.form.instance.words
    return [panel for panel in child.children if panel.field_name in words]


def _word_field(panel: Any, text: Text | None, stored: StoredWords) -> WordField:
    name = panel.field_name
    original = stored.original if text is None or text is not stored.original else None
    reference = str(getattr(original, name, "")) if original else ""
    if text is None or original is None:
        return WordField(panel, reference)
    is_stale = name in text.stale_fields(original)
    before = stored.earlier.get(text.language, {}).get(name) if is_stale else None
    return WordField(
        panel=panel,
        reference=reference,
        change=None if before is None else diff_text(before, reference).to_html(),
        is_stale=is_stale,
        is_missing=name in text.missing_fields(original),
    )


def _earlier_words(record: Any, original: Text | None, texts: Mapping[str, Text]) -> dict[str, dict[str, str]]:
    """What the original said when each stale field was translated, found by its digest in earlier versions."""
    wanted = {(text.language, name): text.made_from[name] for text in texts.values() for name in text.stale_fields(original)}
    found: dict[str, dict[str, str]] = {}
    if not wanted or not isinstance(record, Record):
        return found
    for words in _original_versions(record):
        said = {digest(value): value for value in words}
        for (language, name), made in list(wanted.items()):
            if made in said:
                found.setdefault(language, {})[name] = said[made]
                del wanted[language, name]
    return found


def _original_versions(record: Record) -> list[list[str]]:
    """All words of the original in each earlier version, the newest first."""
    contents = record.revisions.order_by("-created_at", "-pk").values_list("content", flat=True)[:VERSIONS]
    texts = [text for content in contents for text in content.get("texts", []) if text.get("state") == "original"]
    return [[value for value in text.values() if isinstance(value, str) and value] for text in texts]
