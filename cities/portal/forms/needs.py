"""A need or an offer: a sentence or two, and what it is about."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cities.portal.forms.base import SpaceForm
from cities.portal.forms.fields import ConceptsField, PlacesField, WordsField
from cities.portal.forms.profile import SCHEME_LABELS
from cities.transfer.needs.actions import Said
from cities.transfer.needs.models import Call, Need, Visibility

SCHEMES = ("themes", "sectors")
LONGEST_SENTENCE = 1000


def sentence_field(*, longest: int = LONGEST_SENTENCE, **told: Any) -> WordsField:
    return WordsField(
        max_length=longest,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Say it in a sentence or two.")},
        **told,
    )


class CallForm(SpaceForm):
    sentence = sentence_field(label=_("In one or two sentences"))
    territories = PlacesField(label=_("Which places is it about?"), help_text=_("Leave it empty when the place does not matter."))
    visibility = forms.ChoiceField(label=_("Who may read it"), choices=Visibility, widget=forms.RadioSelect, initial=Visibility.MEMBERS)
    until = forms.DateField(
        label=_("Until when?"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("After this day it is proposed to nobody. Leave it empty when it stays open."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.update({scheme: ConceptsField(scheme, label=SCHEME_LABELS[scheme]) for scheme in SCHEMES})
        self.order_fields(["sentence", *SCHEMES, "territories", "urgency", "capacity", "until", "visibility"])

    def clean_until(self) -> Any:
        until = self.cleaned_data["until"]
        if until is not None and until < timezone.localdate():
            raise ValidationError(_("This day is past."))
        return until

    def said(self, language: str) -> Said:
        given = self.cleaned_data
        return Said(
            sentence=given["sentence"],
            language=language,
            visibility=given["visibility"],
            concepts=tuple(key for scheme in SCHEMES for key in given[scheme]),
            territories=given["territories"],
            until=given["until"],
            urgency=given.get("urgency") or Need.Urgency.YEAR,
            capacity=given.get("capacity"),
        )


class NeedForm(CallForm):
    urgency = forms.ChoiceField(label=_("How soon?"), choices=Need.Urgency, widget=forms.RadioSelect, initial=Need.Urgency.YEAR)


class OfferForm(CallForm):
    capacity = forms.IntegerField(
        label=_("For how many at a time?"),
        required=False,
        min_value=1,
        max_value=500,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "short"}),
        help_text=_("Leave it empty when there is no limit. Nobody is proposed more often."),
    )


def call_values(call: Call) -> dict[str, Any]:
    """What a form begins with that changes what was said."""
    keys = [concept.key for concept in call.concepts.all()]
    original = call.original_text
    return {
        "sentence": original.sentence if original else "",
        "territories": tuple(str(territory.pk) for territory in call.territories.all()),
        "visibility": call.visibility,
        "until": call.until,
        "urgency": getattr(call, "urgency", ""),
        "capacity": getattr(call, "capacity", None),
        **{scheme: tuple(key for key in keys if key.startswith(f"{scheme}:")) for scheme in SCHEMES},
    }
