"""What people say to an import: the file, its columns, what to do with each line."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from cities.commons.places.parsing import country_code
from cities.commons.vocabulary.queries import concept_tree
from cities.gather.intake.columns import IGNORED, fields_of
from cities.gather.intake.models import Item, RecordKind
from cities.gather.intake.parsing import all_profiles
from cities.gather.intake.parsing.contacts import clean_website
from cities.gather.intake.reading import EXTENSIONS
from cities.translation.languages import language_name

FIRST_YEAR, LAST_YEAR = 1800, 2200


def language_choices(anything: str) -> list[tuple[str, str]]:
    return [("", anything), *((tag, language_name(tag, in_language=get_language())) for tag in settings.TEXT_LANGUAGES)]


class UploadForm(forms.Form):
    upload = forms.FileField(
        label=gettext_lazy("Document"),
        help_text=gettext_lazy("Text, Word, OpenDocument, PDF, web page, spreadsheet, CSV or JSON. It is deleted once it has been read."),
        widget=forms.FileInput(attrs={"accept": ",".join(f".{extension}" for extension in EXTENSIONS)}),
        max_length=250,
        allow_empty_file=True,
    )
    profile = forms.ChoiceField(label=gettext_lazy("How to read it"), required=False)
    language = forms.ChoiceField(label=gettext_lazy("Language of its texts"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reader = get_language() or "en"
        titles = [(profile.name, profile.titles.get(reader, profile.titles["en"])) for profile in all_profiles()]
        self.fields["profile"].choices = [("", _("Find out by itself")), *titles]  # type: ignore[attr-defined]  # declared above
        self.fields["language"].choices = language_choices(_("As the document says"))  # type: ignore[attr-defined]  # declared above


class ColumnsForm(forms.Form):
    """One choice for each column of a table."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Each row is"), choices=[("member", gettext_lazy("a member")), ("practice", gettext_lazy("a practice"))]
    )
    language = forms.ChoiceField(label=gettext_lazy("Language of the texts"), required=False)

    def __init__(self, *args: Any, header: Sequence[str], guessed: Mapping[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = language_choices(_("Where no column says so: that of the site"))  # type: ignore[attr-defined]  # declared above
        kind = self.data.get("kind") or self.initial.get("kind") or RecordKind.MEMBER
        choices = column_choices(str(kind), guessed)
        for place, name in enumerate(header):
            self.fields[f"column_{place}"] = forms.ChoiceField(label=name, choices=choices, required=False, initial=guessed.get(place, ""))

    @property
    def column_fields(self) -> list[forms.BoundField]:
        return [field for field in self if field.name.startswith("column_")]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        chosen = [value for name, value in cleaned.items() if name.startswith("column_") and value not in ("", IGNORED)]
        if not any(value.partition(".")[0] == "name" for value in chosen):
            self.add_error(None, _("Choose the column that holds the name or title."))
        for value in {value for value in chosen if chosen.count(value) > 1}:
            label = dict(column_choices(cleaned.get("kind", ""), {}))[value]
            self.add_error(None, _("Two columns cannot both be “%(field)s”.") % {"field": label})
        return cleaned

    def columns(self) -> dict[int, str]:
        """What each column was said to be; one left open is left out."""
        values = {int(name.removeprefix("column_")): value for name, value in self.cleaned_data.items() if name.startswith("column_")}
        return {place: value or IGNORED for place, value in values.items()}


def column_choices(kind: str, guessed: Mapping[int, str]) -> list[tuple[str, str]]:
    """Fields of a kind of record, texts also in each language of the site."""
    choices = [("", _("– leave out –"))]
    tongues = list(dict.fromkeys([*settings.TEXT_LANGUAGES, *(value.partition(".")[2] for value in guessed.values())]))
    for field in fields_of(kind):
        choices.append((field.code, str(field.label)))
        if field.is_text:
            names = ((tongue, language_name(tongue, in_language=get_language())) for tongue in tongues if tongue)
            choices += [(f"{field.code}.{tongue}", f"{field.label} ({name})") for tongue, name in names]
    return choices


class ItemFilterForm(forms.Form):
    action = forms.ChoiceField(label=gettext_lazy("Proposal"), required=False)
    decision = forms.ChoiceField(label=gettext_lazy("Decision"), required=False)
    q = forms.CharField(label=gettext_lazy("Name"), required=False, max_length=200)

    def __init__(self, data: object = None) -> None:
        super().__init__(data)  # type: ignore[arg-type]  # a QueryDict
        self.fields["action"].choices = [("", _("All")), *Item.Action.choices]  # type: ignore[attr-defined]  # declared above
        self.fields["decision"].choices = [("", _("All")), *Item.Decision.choices]  # type: ignore[attr-defined]  # declared above


class ItemForm(forms.Form):
    """The document's words, to be mended before they are taken over."""

    name = forms.CharField(label=gettext_lazy("Name or title"), max_length=250)
    acronym = forms.CharField(label=gettext_lazy("Acronym"), max_length=40, required=False)
    category = forms.ChoiceField(label=gettext_lazy("Category of member"), required=False)
    member_since = forms.IntegerField(
        label=gettext_lazy("Member since"), required=False, validators=[MinValueValidator(FIRST_YEAR), MaxValueValidator(LAST_YEAR)]
    )
    started = forms.IntegerField(
        label=gettext_lazy("Started in"), required=False, validators=[MinValueValidator(FIRST_YEAR), MaxValueValidator(LAST_YEAR)]
    )
    ended = forms.IntegerField(
        label=gettext_lazy("Ended in"), required=False, validators=[MinValueValidator(FIRST_YEAR), MaxValueValidator(LAST_YEAR)]
    )
    city = forms.CharField(label=gettext_lazy("City"), max_length=200, required=False)
    country = forms.CharField(label=gettext_lazy("Country"), max_length=100, required=False)
    websites = forms.CharField(label=gettext_lazy("Websites, one on each line"), required=False, widget=forms.Textarea(attrs={"rows": 2}))
    summary = forms.CharField(label=gettext_lazy("Summary"), required=False, widget=forms.Textarea(attrs={"rows": 3}))
    text = forms.CharField(label=gettext_lazy("Description"), required=False, widget=forms.Textarea(attrs={"rows": 10}))
    language = forms.ChoiceField(label=gettext_lazy("Language of the text"), required=False)

    ONLY = {RecordKind.MEMBER: ("acronym", "category", "member_since", "websites"), RecordKind.PRACTICE: ("started", "ended")}

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for other, names in self.ONLY.items():
            for name in names if other != kind else ():
                del self.fields[name]
        self.fields["language"].choices = language_choices(_("That of the site"))  # type: ignore[attr-defined]  # declared above
        if "category" in self.fields:
            nodes = concept_tree("member-categories", get_language() or "en")
            self.fields["category"].choices = [("", "–"), *((node.code, node.label) for node in nodes)]  # type: ignore[attr-defined]  # declared above

    def clean_country(self) -> str:
        typed = str(self.cleaned_data["country"])
        code = country_code(typed) if typed else ""
        if code is None:
            raise forms.ValidationError(_("This country is not known. Write its name or its two letters."))
        return code

    def clean_websites(self) -> list[str]:
        typed = [line.strip() for line in str(self.cleaned_data["websites"]).splitlines() if line.strip()]
        cleaned = [address for line in typed for address in clean_website(line)]
        if len(cleaned) < len(typed):
            raise forms.ValidationError(_("One of these is not a web address."))
        return cleaned


class RecordForm(forms.Form):
    """The address or code of a record, as people copy it."""

    record = forms.CharField(label=gettext_lazy("Code or address of the record"), max_length=300)
