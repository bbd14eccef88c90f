"""People of an organisation, and what they agree to have shown."""

from typing import Any

from babel import Locale
from django import forms
from django.conf import settings
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cities.commons.members.actions import PersonDetails
from cities.commons.members.models import Consent, PersonRole
from cities.portal.forms.base import SpaceForm
from cities.portal.forms.fields import WordsField
from cities.search.folding import fold
from cities.translation.languages import language_name


class PersonForm(SpaceForm):
    name = WordsField(label=_("Name"), max_length=200, error_messages={"required": _("Write a name.")})
    position = WordsField(label=_("Position"), max_length=200, required=False, help_text=_("For example: deputy mayor, project officer."))
    role = forms.ChoiceField(label=_("Role here"), choices=PersonRole.Role, initial=PersonRole.Role.CONTACT)
    languages = forms.MultipleChoiceField(
        label=_("Languages"), required=False, widget=forms.CheckboxSelectMultiple, help_text=_("Those they can be written to in.")
    )
    address = forms.EmailField(
        label=_("E-mail address"),
        required=False,
        help_text=_("Never shown. Whoever signs in with it decides what of theirs is shown."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *args: Any, asks_address: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["languages"].choices = language_choices(self.initial.get("languages", ()))  # type: ignore[attr-defined]  # a choice field
        if not asks_address:
            del self.fields["address"]

    def details(self) -> PersonDetails:
        given = self.cleaned_data
        return PersonDetails(
            name=given["name"],
            position=given["position"],
            role=given["role"],
            languages=tuple(given["languages"]),
            address=given.get("address", ""),
        )


class ConsentForm(SpaceForm):
    fields_shown = forms.MultipleChoiceField(
        label=_("What may be shown"),
        required=False,
        choices=[(value, capfirst(str(label))) for value, label in Consent.Field.choices],
        widget=forms.CheckboxSelectMultiple,
    )


def language_choices(held: Any) -> list[tuple[str, str]]:
    """The languages of the network first, then whatever else is held; by name."""
    reader = get_language() or "en"
    known = Locale.parse(reader, sep="-").languages
    tags = [*settings.TEXT_LANGUAGES, "ar", "de", "it", "ja", "wo", *held]
    named = {tag: capfirst(language_name(tag, in_language=reader)) for tag in tags if tag in known or tag in held}
    return sorted(named.items(), key=lambda choice: fold(choice[1]))
