"""Asking for advice, standing on the roster, working in an engagement."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cities.commons.vocabulary.queries import concept_tree
from cities.portal.forms.base import SpaceForm
from cities.portal.forms.fields import ConceptsField, WordsField, web_address
from cities.portal.forms.needs import SCHEMES, CallForm, sentence_field
from cities.portal.forms.people import language_choices
from cities.portal.forms.profile import SCHEME_LABELS
from cities.transfer.advice.actions import Expertise
from cities.transfer.advice.models import Engagement, Expert, Proposal
from cities.transfer.needs.models import Visibility
from cities.translation.languages import normalise_tag

LONGEST_QUESTION, LONGEST_MESSAGE = 3000, 5000
DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class AdviceForm(CallForm):
    """A need with a day by which it is wanted, and the consent to tell experts who asks."""

    sentence = sentence_field(
        label=_("What do you want advice on?"),
        longest=LONGEST_QUESTION,
        help_text=_("In your language, as you would ask a colleague. What have you tried? What stands in the way?"),
    )
    consent = forms.BooleanField(
        label=_("Those who are asked for help may read this question and who asks."),
        error_messages={"required": _("Without this nobody can be asked.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        until = self.fields["until"]
        until.label, until.help_text = _("By when do you need it?"), _("Leave it empty when there is no hurry.")
        self.fields["visibility"].initial = Visibility.SECRETARIAT


class MessageForm(SpaceForm):
    words = WordsField(label=_("Message"), max_length=LONGEST_MESSAGE, widget=forms.Textarea(attrs={"rows": 4}))


class ExpertForm(SpaceForm):
    sentence = WordsField(
        label=_("What can you advise on?"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Members read this, without your name."),
    )
    languages = forms.MultipleChoiceField(label=_("Languages you can advise in"), required=False, widget=forms.CheckboxSelectMultiple)
    most = forms.IntegerField(
        label=_("How many engagements at once?"),
        min_value=0,
        max_value=20,
        initial=Expert.MOST,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "short"}),
        help_text=_("Nobody is sent to you beyond this."),
    )
    paused_until = forms.DateField(label=_("Pause until"), required=False, widget=DAY)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["languages"].choices = language_choices(self.initial.get("languages", ()))  # type: ignore[attr-defined]  # a choice field
        self.fields.update({scheme: ConceptsField(scheme, label=SCHEME_LABELS[scheme]) for scheme in SCHEMES})
        self.order_fields(["sentence", *SCHEMES, "languages", "most", "paused_until"])

    def clean_paused_until(self) -> Any:
        until = self.cleaned_data["paused_until"]
        if until is not None and until < timezone.localdate():
            raise ValidationError(_("This day is past."))
        return until

    def expertise(self, language: str) -> Expertise:
        given = self.cleaned_data
        return Expertise(
            sentence=given["sentence"],
            language=language,
            concepts=tuple(key for scheme in SCHEMES for key in given[scheme]),
            languages=tuple(given["languages"]),
            most=given["most"],
            paused_until=given["paused_until"],
        )


class RefusalForm(SpaceForm):
    refusal = forms.ChoiceField(label=_("Why not?"), choices=Proposal.Refusal, widget=forms.RadioSelect)
    remark = WordsField(label=_("In your own words"), required=False, max_length=1000)


class StepForm(SpaceForm):
    sentence = WordsField(label=_("What is to be done?"), max_length=300)
    due_on = forms.DateField(label=_("By when?"), required=False, widget=DAY)


class HoursForm(SpaceForm):
    """Of an expert in the engagement, or of an organisation in it."""

    who = forms.ChoiceField(label=_("Who?"))
    spent_on = forms.DateField(label=_("Day"), widget=DAY)
    hours = forms.DecimalField(
        label=_("Hours"),
        min_value=0,
        max_value=24,
        max_digits=4,
        decimal_places=2,
        localize=True,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "short"}),
    )
    about = WordsField(label=_("On what?"), required=False, max_length=200)

    def __init__(self, *args: Any, people: Sequence[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["who"].choices = list(people)  # type: ignore[attr-defined]  # a choice field

    def clean_spent_on(self) -> Any:
        day = self.cleaned_data["spent_on"]
        if day > timezone.localdate():
            raise ValidationError(_("This day has not come yet."))
        return day

    def clean_hours(self) -> Any:
        if not self.cleaned_data["hours"]:
            raise ValidationError(_("Write how many hours, for example 1.5."))
        return self.cleaned_data["hours"]

    @property
    def chosen(self) -> tuple[str, UUID]:
        kind, _colon, key = self.cleaned_data["who"].partition(":")
        return kind, UUID(key)


class OutputForm(SpaceForm):
    title = WordsField(label=_("Title"), max_length=300)
    kind = forms.ChoiceField(label=_("Kind"))
    language = forms.CharField(
        label=_("Its language (fr, es …)"), required=False, max_length=35, widget=forms.TextInput(attrs={"class": "short"})
    )
    url = forms.CharField(
        label=_("Web address"), required=False, max_length=300, widget=forms.TextInput(attrs={"inputmode": "url", "autocapitalize": "none"})
    )
    file = forms.FileField(label=_("File"), required=False, help_text=_("PDF, office document, picture or plain text, up to 20 MB."))
    is_told = forms.BooleanField(label=_("Readers may have it, once all agree"), required=False, initial=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = deliverable_kinds()  # type: ignore[attr-defined]  # a choice field

    def clean_url(self) -> str:
        typed = self.cleaned_data["url"].strip()
        return web_address(typed) if typed else ""

    def clean_language(self) -> str:
        try:
            return normalise_tag(self.cleaned_data["language"]) if self.cleaned_data["language"] else ""
        except ValueError as error:
            raise ValidationError(_("This is not a language tag such as “fr” or “pt-BR”.")) from error

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not (cleaned.get("url") or cleaned.get("file") or self.errors):
            self.add_error("url", _("Give an address or a file."))
        return cleaned


class ToldForm(SpaceForm):
    """What readers see of an engagement, once all agree."""

    title = WordsField(label=_("Title"), max_length=250)
    summary = WordsField(label=_("In two or three sentences"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))


class EndForm(SpaceForm):
    outcome = forms.ChoiceField(label=_("How did it end?"), choices=Engagement.Outcome, widget=forms.RadioSelect)


class DueForm(SpaceForm):
    due_on = forms.DateField(label=_("To be over by"), required=False, widget=DAY)


class LearntForm(SpaceForm):
    """A practice or a resource begins with a title; a resource has a kind."""

    title = WordsField(label=_("What was learnt, as a title"), max_length=250)
    become = forms.ChoiceField(
        label=_("What shall it become?"), choices=[("practice", _("a practice")), ("resource", _("a resource"))], widget=forms.RadioSelect
    )
    kind = forms.ChoiceField(label=_("Kind of resource"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = deliverable_kinds()  # type: ignore[attr-defined]  # a choice field


def expertise_values(expert: Expert) -> dict[str, Any]:
    """What a form begins with that changes what an expert offers."""
    keys = [concept.key for concept in expert.offer.concepts.all()]
    original = expert.offer.original_text
    return {
        "sentence": original.sentence if original else "",
        "languages": expert.languages,
        "most": expert.most,
        "paused_until": expert.paused_until if expert.is_paused else None,
        **{scheme: tuple(key for key in keys if key.startswith(f"{scheme}:")) for scheme in SCHEMES},
    }


def deliverable_kinds() -> list[tuple[str, str]]:
    return [(node.key, node.label) for node in concept_tree("deliverable-types", get_language() or "en")]
