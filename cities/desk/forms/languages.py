"""Choosing a language by its name."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from babel import Locale
from django import forms
from django.utils.translation import get_language

from cities.desk.forms.widgets import OwnChoices
from cities.search.folding import fold
from cities.translation.languages import language_name


class LanguageSelect(OwnChoices):
    """Languages by name in the reader's language. A tag that is not on the list but stored stays."""

    @property
    def choices(self) -> list[tuple[str, str]]:
        return [("", "—"), *language_choices(get_language())]

    @choices.setter
    def choices(self, value: object) -> None:
        """The field has none of its own."""

    def optgroups(self, name: str, value: list[str], attrs: dict[str, Any] | None = None) -> list[Any]:
        groups: list[Any] = super().optgroups(name, value, attrs)
        known = {tag for tag, _name in self.choices}
        for tag in value:
            if tag and tag not in known:
                option = self.create_option(name, tag, language_name(tag, in_language=get_language()), True, len(groups), attrs=attrs)  # noqa: FBT003 -- Django's signature
                groups.append((None, [option], len(groups)))
        return groups


class LanguagesField(forms.TypedMultipleChoiceField):
    """Several languages, stored as a list of tags."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            choices=lambda: language_choices(get_language()), widget=forms.SelectMultiple(attrs={"size": 6}), required=False, **kwargs
        )


@lru_cache(maxsize=8)
def language_choices(in_language: str) -> list[tuple[str, str]]:
    """Living languages with a two-letter code, by name."""
    names: Iterable[tuple[str, str]] = Locale.parse(in_language, sep="-").languages.items()
    return sorted(((tag, name) for tag, name in names if len(tag) == 2), key=lambda choice: fold(choice[1]))
