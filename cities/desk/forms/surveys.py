"""What staff say of a campaign: when, whom, in which words."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from cities.commons.instruments.models import Instrument, InstrumentVersion
from cities.commons.members.models import Organisation
from cities.commons.places.queries import places
from cities.commons.vocabulary.queries import concept_tree
from cities.desk.forms.pickers import Picker
from cities.gather.surveys.letters import NAMES, unknown_names
from cities.gather.surveys.models import Campaign, CampaignText
from cities.gather.surveys.queries import Audience
from cities.translation.languages import language_name

if TYPE_CHECKING:
    from django.http import QueryDict

LISTS = ("regions", "kinds", "categories")
FACTS = (
    "code",
    "version",
    "previous",
    "opens_on",
    "closes_on",
    "last_answers",
    "least_shown",
    "minutes",
    "remind_days_before",
    "days_between_letters",
)
DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class CampaignForm(forms.ModelForm[Campaign]):
    """A campaign with its filter of respondents and its words in each language. The first language ticked is the original."""

    languages = forms.MultipleChoiceField(label=gettext_lazy("Languages"), widget=forms.CheckboxSelectMultiple)
    regions = forms.MultipleChoiceField(label=gettext_lazy("Regions"), required=False, widget=forms.CheckboxSelectMultiple)
    kinds = forms.MultipleChoiceField(label=gettext_lazy("Kinds of organisation"), required=False, widget=forms.CheckboxSelectMultiple)
    categories = forms.MultipleChoiceField(label=gettext_lazy("Categories of member"), required=False, widget=forms.CheckboxSelectMultiple)
    only_added = forms.BooleanField(label=gettext_lazy("Only those added by hand"), required=False)
    added = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Added by hand"),
        queryset=Organisation.objects.public(),
        required=False,
        widget=Picker("organisation", multiple=True),
    )
    left_out = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Left out"),
        queryset=Organisation.objects.public(),
        required=False,
        widget=Picker("organisation", multiple=True),
    )

    class Meta:
        model = Campaign
        fields = FACTS
        widgets = {"opens_on": DAY, "closes_on": DAY}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reader = get_language() or settings.LANGUAGE_CODE
        versions = InstrumentVersion.objects.filter(instrument__purpose=Instrument.Purpose.SURVEY).exclude(state="retired")
        self.fields["version"].queryset = versions.select_related("instrument").prefetch_related("instrument__texts")  # type: ignore[attr-defined]  # a model choice
        self.fields["version"].label_from_instance = version_name  # type: ignore[attr-defined]  # a model choice
        self.fields["previous"].queryset = Campaign.objects.exclude(pk=self.instance.pk).prefetch_related("texts")  # type: ignore[attr-defined]  # a model choice
        self.fields["languages"].choices = [(tag, language_name(tag, in_language=reader)) for tag in settings.TEXT_LANGUAGES]  # type: ignore[attr-defined]  # a choice
        self.fields["regions"].choices = [(place.code, place.name) for place in places(reader).regions()]  # type: ignore[attr-defined]  # a choice
        for name, scheme in (("kinds", "organisation-kinds"), ("categories", "member-categories")):
            self.fields[name].choices = [(node.code, node.label) for node in concept_tree(scheme, reader)]  # type: ignore[attr-defined]  # a choice
        self._begin_with(self.instance)
        for language in self.worded_languages:
            self._add_words(language)

    def _begin_with(self, campaign: Campaign) -> None:
        audience = Audience.from_data(campaign.audience or {})
        for name in (*LISTS, "only_added", "added", "left_out"):
            self.initial.setdefault(name, getattr(audience, name))
        self.initial.setdefault("languages", campaign.languages or [code for code, _name in settings.LANGUAGES])
        if not campaign.is_draft and campaign.pk:
            # Answers hang on the questionnaire: it does not change under them.
            for name in ("code", "version", "opens_on"):
                self.fields[name].disabled = True

    @cached_property
    def worded_languages(self) -> list[str]:
        """Languages words can be given in: those ticked, and those there are words in."""
        written = {text.language: text for text in self._texts()}
        ticked = self.data.getlist("languages") if self.is_bound and hasattr(self.data, "getlist") else self.initial["languages"]
        return sorted({*ticked, *written}, key=lambda tag: (not getattr(written.get(tag), "is_original", False), order(tag)))

    def _texts(self) -> Iterable[CampaignText]:
        return self.instance.texts.all() if not self.instance._state.adding else ()

    def _add_words(self, language: str) -> None:
        text = next((text for text in self._texts() if text.language == language), None)
        for name in CampaignText.words:
            field = CampaignText._meta.get_field(name).formfield(required=False)  # type: ignore[union-attr]  # words are plain fields
            if field is None:
                continue
            field.widget.attrs["lang"] = language
            if isinstance(field.widget, forms.Textarea):
                field.widget.attrs["rows"] = 3
            self.fields[f"{name}_{language}"] = field
            self.initial.setdefault(f"{name}_{language}", getattr(text, name) if text else "")

    @property
    def words(self) -> list[tuple[str, list[forms.BoundField]]]:
        """The fields of each language, for the template."""
        return [(language, [self[f"{name}_{language}"] for name in CampaignText.words]) for language in self.worded_languages]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        check_days(self, cleaned)
        if not self.texts_of(cleaned):
            language = self.worded_languages[0]
            self.add_error(f"title_{language}", _("Give it a title in one language at least."))
        return cleaned

    def texts_of(self, cleaned: Mapping[str, Any]) -> dict[str, dict[str, str]]:
        """Words by language where there is a title, the language first listed being the original."""
        return {
            language: {name: cleaned.get(f"{name}_{language}", "") for name in CampaignText.words}
            for language in self.worded_languages
            if cleaned.get(f"title_{language}", "").strip()
        }

    def campaign(self) -> Campaign:
        """The campaign as the form says, not saved."""
        given = self.cleaned_data
        campaign: Campaign = self.instance
        campaign.languages = sorted(given["languages"], key=order)
        campaign.audience = audience_of(given).as_data()
        return campaign


class AudienceForm(forms.Form):
    """The filter alone, while it is being chosen: codes nobody knows leave nothing, as everywhere."""

    only_added = forms.BooleanField(required=False)

    def audience(self) -> Audience:
        data = cast("QueryDict", self.data)
        lists = {name: tuple(data.getlist(name)) for name in LISTS}
        picked = {name: tuple(value for value in data.getlist(name) if is_identifier(value)) for name in ("added", "left_out")}
        return Audience(**lists, **picked, only_added=self.cleaned_data["only_added"])


class ExtendForm(forms.Form):
    until = forms.DateField(label=gettext_lazy("New last day"), widget=DAY)

    def clean_until(self) -> date:
        until: date = self.cleaned_data["until"]
        if until < timezone.localdate():
            raise forms.ValidationError(_("This day is over."))
        return until


class AgainForm(forms.ModelForm[Campaign]):
    """The same questions to the same members, on other days."""

    class Meta:
        model = Campaign
        fields = ("code", "opens_on", "closes_on")
        widgets = {"opens_on": DAY, "closes_on": DAY}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        check_days(self, cleaned)
        return cleaned


class AddressForm(forms.Form):
    address = forms.EmailField(label=gettext_lazy("E-mail address"))


class LetterForm(forms.Form):
    """One occasion in one language; left empty, the wording that comes with the software is sent."""

    subject = forms.CharField(label=gettext_lazy("Subject"), max_length=200, required=False)
    body = forms.CharField(label=gettext_lazy("Letter"), required=False, widget=forms.Textarea(attrs={"rows": 14}))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for name in ("subject", "body"):
            if unknown := unknown_names(cleaned.get(name, "")):
                known = ", ".join(f"{{{each}}}" for each in NAMES)
                message = _("Nothing can be filled in for {%(name)s}. Known: %(known)s.")
                self.add_error(name, message % {"name": unknown[0], "known": known})
        if bool(cleaned.get("subject", "").strip()) != bool(cleaned.get("body", "").strip()):
            self.add_error(None, _("A letter needs a subject and a body. Leave both empty to send the shipped wording."))
        elif cleaned.get("body") and "{link}" not in cleaned["body"]:
            self.add_error("body", _("Without {link} nobody can answer."))
        return cleaned


class ThemeForm(forms.Form):
    label = forms.CharField(label=gettext_lazy("New theme"), max_length=200)


def check_days(form: forms.BaseForm, cleaned: Mapping[str, Any]) -> None:
    opens_on, closes_on = cleaned.get("opens_on"), cleaned.get("closes_on")
    if opens_on and closes_on and closes_on < opens_on:
        form.add_error("closes_on", _("The last day comes before the first."))


def version_name(version: InstrumentVersion) -> str:
    return f"{version.instrument} · {_('version')} {version.number} ({version.get_state_display()})"


def audience_of(given: Mapping[str, Any]) -> Audience:
    picked = {name: tuple(str(each.pk) for each in given[name]) for name in ("added", "left_out")}
    return Audience(**{name: tuple(given[name]) for name in LISTS}, **picked, only_added=given["only_added"])


def order(language: str) -> int:
    """Where a language stands among those of texts."""
    known = list(settings.TEXT_LANGUAGES)
    return known.index(language) if language in known else len(known)


def is_identifier(value: str) -> bool:
    return len(value) == 36 and value.count("-") == 4 and all(character in "0123456789abcdef-" for character in value)
