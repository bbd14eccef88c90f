"""Columns of the lists of records."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.admin.utils import quote
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.admin.ui.tables import Column, StatusTagColumn, TitleColumn

from cities.core.models import Record
from cities.desk.queries.completeness import missing_labels
from cities.translation.completeness import Completeness
from cities.translation.languages import best_language, language_name
from cities.translation.models import Text


@dataclass(frozen=True)
class LanguageChip:
    """One language of a record in a list: `state` as a code, `title` in words, for those who hover or listen."""

    language: str
    state: str
    title: str
    url: str


def best_text(record: Any) -> Text | None:
    """Of anything with texts: the editor's language where there is one."""
    texts: dict[str, Text] = {text.language: text for text in record.texts.all()}
    original = next((text.language for text in texts.values() if text.is_original), None)
    chosen = best_language(texts, get_language(), original=original)
    return texts[chosen] if chosen else None


def best_title(record: Any) -> str:
    text = best_text(record)
    return str(text) if text and str(text) else _("(no title yet)")


class RecordTitleColumn(TitleColumn):  # type: ignore[misc]  # Wagtail is untyped
    """The title, marked with its language where that is not the editor's."""

    def get_link_attrs(self, instance: Any, parent_context: Any) -> dict[str, Any]:
        attrs: dict[str, Any] = super().get_link_attrs(instance, parent_context)
        text = best_text(instance)
        return {**attrs, "lang": text.language, "dir": text.direction} if text and text.language != get_language() else attrs


class LanguagesColumn(Column):  # type: ignore[misc]  # Wagtail is untyped
    """Every language of a record with how its words were made, and those of the site that lack."""

    cell_template_name = "desk/tables/languages.html"

    def __init__(self, name: str, *, edit_url_name: str, **kwargs: Any) -> None:
        super().__init__(name, **kwargs)
        self.edit_url_name = edit_url_name

    def get_value(self, instance: Any) -> list[LanguageChip]:
        url = reverse(self.edit_url_name, args=[quote(instance.pk)])
        texts = {text.language: text for text in instance.texts.all()}
        original = next((text for text in texts.values() if text.is_original), None)
        spoken = [code for code, _name in settings.LANGUAGES]
        return [language_chip(language, texts.get(language), original, url=url) for language in dict.fromkeys([*spoken, *texts])]


def language_chip(language: str, text: Text | None, original: Text | None, *, url: str) -> LanguageChip:
    name = language_name(language, in_language=get_language())
    address = f"{url}#tab-text-{language}"
    if text is None:
        return LanguageChip(language, "missing", _("%(language)s: nothing yet") % {"language": name}, address)
    stale = text.stale_fields(original)
    described = _("%(language)s: %(state)s") % {"language": name, "state": text.get_state_display()}
    if stale:
        return LanguageChip(language, "stale", _("%(text)s; the original has changed since") % {"text": described}, address)
    return LanguageChip(language, text.state, described, address)


class RecordStatusColumn(StatusTagColumn):  # type: ignore[misc]  # Wagtail is untyped
    """Withdrawn, in review, live, or a draft. Wagtail's own would ask the database for each row."""

    def __init__(
        self, name: str, *, in_review: Callable[[], Collection[str]], scheduled: Callable[[], Collection[str]], **kwargs: Any
    ) -> None:
        super().__init__(name, primary=lambda record: record.is_public, **kwargs)
        self.in_review = in_review
        self.scheduled = scheduled

    def get_value(self, instance: Record) -> str:
        if instance.withdrawn_at is not None:
            return _("withdrawn")
        if str(instance.pk) in self.in_review():
            return _("live, change in review") if instance.live else _("in review")
        if str(instance.pk) in self.scheduled():
            return _("live, change scheduled") if instance.live else _("scheduled")
        if instance.live:
            return _("live, changed") if instance.has_unpublished_changes else _("live")
        return _("expired") if instance.expired else _("draft")


class CompletenessColumn(Column):  # type: ignore[misc]  # Wagtail is untyped
    cell_template_name = "desk/tables/completeness.html"

    def __init__(self, name: str, *, scores: Callable[[], Mapping[UUID, Completeness]], **kwargs: Any) -> None:
        super().__init__(name, **kwargs)
        self.scores = scores

    def get_cell_context_data(self, instance: Record, parent_context: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_cell_context_data(instance, parent_context)
        found = self.scores().get(instance.pk)
        context["completeness"] = found
        context["missing"] = missing_labels(found, type(instance), get_language()) if found else []
        return context

    def get_value(self, instance: Record) -> int | None:
        found = self.scores().get(instance.pk)
        return found.percent if found else None
