"""One section: its own words on its page, or a line in the outline."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cities.commons.instruments.definition import SectionDefinition
from cities.commons.instruments.models.questions import is_item_code
from cities.desk.forms.instruments.words import WordedForm, initial_words


class SectionForm(WordedForm):
    worded = {"title": _("Title"), "introduction": _("Introduction")}

    code = forms.CharField(label=_("Code"), max_length=64, validators=[is_item_code])
    condition = forms.CharField(label=_("Asked only if"), required=False, max_length=4000)

    def __init__(self, *args: Any, section: SectionDefinition, **kwargs: Any) -> None:
        kwargs["initial"] = {
            "code": section.code,
            "condition": section.condition,
            **initial_words("title", section.title),
            **initial_words("introduction", section.introduction),
        }
        super().__init__(*args, **kwargs)

    @property
    def facts(self) -> list[forms.BoundField]:
        return [self["code"], self["condition"]]


class SectionRowForm(forms.Form):
    """A section in the outline; `was` is the code it had, empty for a new one."""

    code = forms.CharField(label=_("Code"), max_length=64, validators=[is_item_code])
    title = forms.CharField(label=_("Title"), max_length=250, required=False)
    was = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)
