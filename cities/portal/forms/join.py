"""Asking to become a member."""

from pathlib import PurePosixPath
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _

from cities.commons.members.models import Application
from cities.commons.vocabulary.models import ActorKind
from cities.commons.vocabulary.queries import concept_tree
from cities.core.forms import TrapField

MOST_FILES = 5
LARGEST_FILE = 10 * 1024 * 1024
ENDINGS = (".pdf", ".docx", ".odt", ".jpg", ".jpeg", ".png")


class FilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files: at most five, of kinds people can open safely, none larger than 10 MB."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=FilesInput(attrs={"accept": ",".join(ENDINGS)}), required=False, **kwargs)

    def clean(self, data: Any, initial: Any = None) -> Any:
        files: list[UploadedFile[Any]] = [super(FilesField, self).clean(each, initial) for each in data or ()]
        if len(files) > MOST_FILES:
            raise forms.ValidationError(_("At most five files."))
        for file in files:
            if PurePosixPath(file.name or "").suffix.lower() not in ENDINGS:
                raise forms.ValidationError(_("%(name)s: only PDF, Word, OpenDocument and pictures."), params={"name": file.name})
            if (file.size or 0) > LARGEST_FILE:
                raise forms.ValidationError(_("%(name)s is larger than 10 MB."), params={"name": file.name})
        return files


class JoinForm(forms.Form):
    name = forms.CharField(
        label=_("Name of the organisation"), max_length=250, widget=forms.TextInput(attrs={"autocomplete": "organization"})
    )
    acronym = forms.CharField(label=_("Acronym"), max_length=40, required=False)
    kind = forms.ChoiceField(label=_("Kind of organisation"))
    actor_kind = forms.ChoiceField(label=_("Kind of actor"), choices=ActorKind.choices)
    category = forms.ChoiceField(label=_("You join as"))
    place = forms.CharField(label=_("City and country"), max_length=200)
    website = forms.URLField(
        label=_("Website"), max_length=300, required=False, assume_scheme="https", validators=[URLValidator(schemes=["http", "https"])]
    )
    statement = forms.CharField(
        label=_("Why you want to join"),
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("What you do, and what you would like to learn and to give. A few sentences are enough."),
    )
    documents = FilesField(
        label=_("Documents"), help_text=_("Statutes, a report, a letter: up to five files of 10 MB. Nobody but the secretariat sees them.")
    )
    contact_name = forms.CharField(label=_("Your name"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    contact_address = forms.EmailField(
        label=_("Your e-mail address"), help_text=_("Never published."), widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )
    fax = TrapField()

    def __init__(self, *args: Any, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.language = language
        for field, scheme in (("kind", "organisation-kinds"), ("category", "member-categories")):
            choices = [(node.key, node.label) for node in concept_tree(scheme, language)]
            self.fields[field].choices = [("", "—"), *choices]  # type: ignore[attr-defined]  # a choice field's

    def application(self) -> Application:
        """What was typed, not stored yet."""
        typed = {name: value for name, value in self.cleaned_data.items() if name not in ("documents", "fax", "kind", "category")}
        return Application(kind_id=self.cleaned_data["kind"], category_id=self.cleaned_data["category"], language=self.language, **typed)

    @property
    def is_from_a_machine(self) -> bool:
        return bool(self.cleaned_data.get("fax"))


class AddForm(forms.Form):
    answer = forms.CharField(label=_("Your answer"), max_length=10_000, widget=forms.Textarea(attrs={"rows": 6}))
    documents = FilesField(label=_("Documents"))
