"""A questionnaire as a whole: making one, its titles and languages, its spreadsheet."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cities.commons.instruments.definition import Definition
from cities.commons.instruments.models import Instrument
from cities.desk.forms.instruments.words import WordedForm, initial_words
from cities.translation.languages import language_name

LARGEST_FORM = 1_500_000  # bytes; it travels through the page that shows what would change


def tongues() -> list[tuple[str, str]]:
    return [(tag, language_name(tag, in_language=get_language())) for tag in settings.TEXT_LANGUAGES]


class NewInstrumentForm(forms.Form):
    title = forms.CharField(label=_("Title"), max_length=250)
    code = forms.SlugField(label=_("Code"), max_length=80, help_text=_("Stays the same through the years, such as member-survey."))
    purpose = forms.ChoiceField(label=_("What it is for"), choices=Instrument.Purpose.choices)
    language = forms.ChoiceField(label=_("Language it is written in"), choices=tongues)

    def clean_code(self) -> str:
        code = str(self.cleaned_data["code"])
        if code == "new" or Instrument.objects.filter(code=code).exists():
            raise forms.ValidationError(_("There is a questionnaire with this code already."))
        return code


class UploadFormForm(forms.Form):
    upload = forms.FileField(
        label=_("Spreadsheet (XLSForm, xlsx)"),
        help_text=_("As KoboToolbox and ODK use it. You see what would change before anything does."),
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
    )

    def clean_upload(self) -> Any:
        upload = self.cleaned_data["upload"]
        if upload.size > LARGEST_FORM:
            raise forms.ValidationError(_("The file is larger than 1.5 MB. Take pictures and other sheets out of it."))
        return upload


class WholeForm(WordedForm):
    """Titles and languages. What is published keeps its titles: they belong to all versions."""

    worded = {"title": _("Title"), "introduction": _("What it says before the first question"), "closing": _("What it says after the last")}

    asked = forms.MultipleChoiceField(
        label=_("Languages it is asked in"), choices=tongues, widget=forms.CheckboxSelectMultiple, required=False
    )

    def __init__(self, *args: Any, definition: Definition, is_published: bool, **kwargs: Any) -> None:
        kwargs["initial"] = {"asked": list(definition.languages)}
        for name in self.worded:
            kwargs["initial"] |= initial_words(name, getattr(definition, name))
        super().__init__(*args, **kwargs)
        if is_published:
            for name in self.fields.keys() - {"asked"}:
                self.fields[name].disabled = True

    def clean_asked(self) -> list[str]:
        """The original first; it cannot be taken out."""
        return list(dict.fromkeys([self.original, *self.cleaned_data["asked"]]))
