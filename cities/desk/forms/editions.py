"""What editors say of an edition: its facts, sections, words, cases, and the figures it is held to."""

from decimal import Decimal
from typing import Any

from django import forms
from django.db import models
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from cities.commons.practices.models import Practice
from cities.desk.forms.pickers import Picker
from cities.editions.models import Edition, EditionText, StatedFigure
from cities.editions.queries import SECTIONS
from cities.editions.wording import LANGUAGES
from cities.gather.surveys.models import Campaign
from cities.provenance.models import Source
from cities.translation.languages import language_name

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class EditionForm(forms.ModelForm[Edition]):
    languages = forms.MultipleChoiceField(label=gettext_lazy("Languages"), widget=forms.CheckboxSelectMultiple)

    class Meta:
        model = Edition
        fields = ("kind", "year", "code", "languages", "campaign", "previous", "begins_on", "ends_on")
        widgets = {"begins_on": DAY, "ends_on": DAY}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["languages"].choices = [(tag, language_name(tag, in_language=get_language())) for tag in LANGUAGES]  # type: ignore[attr-defined]  # a choice
        self.fields["campaign"].queryset = Campaign.objects.published().prefetch_related("texts")  # type: ignore[attr-defined]  # a model choice
        self.fields["previous"].queryset = Edition.objects.public().exclude(pk=self.instance.pk).prefetch_related("texts")  # type: ignore[attr-defined]  # a model choice
        if not self.instance._state.adding:
            # Its sections and its address hang on them.
            self.fields["kind"].disabled = True
            self.fields["code"].disabled = True

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        begins_on, ends_on = cleaned.get("begins_on"), cleaned.get("ends_on")
        if begins_on and ends_on and ends_on < begins_on:
            self.add_error("ends_on", _("The last day comes before the first."))
        return cleaned


class SectionsForm(forms.Form):
    """Sections ticked, in the order the page sends them."""

    section = forms.MultipleChoiceField(choices=[(each.code, each.label) for each in SECTIONS], required=False)

    @property
    def chosen(self) -> list[str]:
        """As ticked; moved once where a button says so (`up:glance`)."""
        codes = list(self.cleaned_data["section"])
        direction, _colon, code = str(self.data.get("move", "")).partition(":")
        if code in codes:
            place = codes.index(code)
            other = place - 1 if direction == "up" else place + 1
            if 0 <= other < len(codes):
                codes[place], codes[other] = codes[other], codes[place]
        return codes


class WordsForm(forms.Form):
    """The words of an edition in one language; as many fields as its sections have."""

    is_checked = forms.BooleanField(label=gettext_lazy("This translation says what the original says now"), required=False)

    def __init__(self, *args: Any, edition: Edition, language: str, names: tuple[str, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.names = names
        text = edition.text_in(language)
        original = edition.original_text
        for name in names:
            field = EditionText._meta.get_field(name)
            made = field.formfield(required=False) if isinstance(field, models.Field) else None
            if made is None:
                continue
            made.widget.attrs |= {"lang": language, **({"rows": 8} if isinstance(made.widget, forms.Textarea) else {})}
            self.fields[name] = made
            self.initial[name] = getattr(text, name) if text else ""
        if original is None or original.language == language or text is None:
            del self.fields["is_checked"]

    @property
    def words(self) -> dict[str, str]:
        return {name: self.cleaned_data[name].replace("\r\n", "\n") for name in self.names}


class CasesForm(forms.Form):
    """Practices in the order they were picked."""

    practices = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Practices"),
        queryset=Practice.objects.public(),
        required=False,
        widget=Picker("practice", multiple=True, ordered=True),
    )

    @property
    def chosen(self) -> list[Practice]:
        found = {str(practice.pk): practice for practice in self.cleaned_data["practices"]}
        given = self.fields["practices"].widget.value_from_datadict(self.data, self.files, "practices")
        return [found[key] for key in dict.fromkeys(given) if key in found]


class FigureForm(forms.Form):
    """A number somebody has printed or typed."""

    subject = forms.ChoiceField(label=gettext_lazy("What it counts"))
    value = forms.DecimalField(label=gettext_lazy("Value"), max_digits=14, decimal_places=2, min_value=Decimal(0))
    source = forms.ModelChoiceField(label=gettext_lazy("Source"), queryset=Source.objects.all(), required=False, widget=Picker("source"))
    locator = forms.CharField(label=gettext_lazy("Page, line or section"), max_length=100, required=False)
    year = forms.IntegerField(label=gettext_lazy("Year, where it is another"), min_value=1900, max_value=2200, required=False)

    def __init__(self, *args: Any, subjects: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["subject"].choices = subjects  # type: ignore[attr-defined]  # a choice


class ExplanationForm(forms.Form):
    """Why a figure differs, by language; and the figure itself, to be corrected."""

    value = forms.DecimalField(label=gettext_lazy("Value"), max_digits=14, decimal_places=2, min_value=Decimal(0))

    def __init__(self, data: Any, *, figure: StatedFigure, languages: list[str]) -> None:
        super().__init__(data, prefix=f"figure-{figure.pk}")
        self.languages = languages
        self.initial["value"] = figure.value.normalize() if figure.value % 1 else int(figure.value)
        for language in languages:
            text = figure.text_in(language)
            area = forms.Textarea(attrs={"rows": 2, "lang": language})
            label = language_name(language, in_language=get_language())
            self.fields[language] = forms.CharField(label=label, required=False, widget=area)
            self.initial[language] = text.explanation if text else ""

    @property
    def explanations(self) -> dict[str, str]:
        return {language: self.cleaned_data[language] for language in self.languages}
