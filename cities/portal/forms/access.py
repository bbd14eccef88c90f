"""Inviting people to act for an organisation."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from cities.commons.members.models import Part

WHAT_PARTS_DO = _("A contributor edits the profile and answers surveys; a representative also invites others and decides who leaves.")


class InviteForm(forms.Form):
    address = forms.EmailField(label=_("E-mail address"), widget=forms.EmailInput(attrs={"autocomplete": "off"}))
    part = forms.ChoiceField(label=_("Role"), choices=Part.choices, initial=Part.CONTRIBUTOR, help_text=WHAT_PARTS_DO)
    language = forms.ChoiceField(label=_("Language of the letter"), choices=lambda: settings.LANGUAGES)


class PartForm(forms.Form):
    part = forms.ChoiceField(choices=Part.choices)
