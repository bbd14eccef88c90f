"""Deciding about a match, asking for an introduction, saying how much one takes on."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cities.portal.forms.base import SpaceForm
from cities.portal.forms.fields import WordsField
from cities.transfer.matching.models import Match

LONGEST_REMARK = 1000


class DeclineForm(SpaceForm):
    refusal = forms.ChoiceField(label=_("Why not?"), choices=Match.Refusal, widget=forms.RadioSelect)
    remark = WordsField(label=_("In your own words"), required=False, max_length=LONGEST_REMARK)


class IntroduceForm(SpaceForm):
    words = WordsField(
        label=_("What would you like to say or ask?"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("In your language. You may leave it empty: the sentence of your need goes with it."),
    )
    consent = forms.BooleanField(
        label=_("Yes: tell them my name, our organisation and the sentence of our need."),
        error_messages={"required": _("Without this we cannot introduce you.")},
    )


class AnswerForm(SpaceForm):
    """Whether an organisation agrees to an introduction."""

    remark = WordsField(label=_("A word to them"), required=False, max_length=LONGEST_REMARK, widget=forms.Textarea(attrs={"rows": 3}))


class CapacityForm(SpaceForm):
    most = forms.IntegerField(
        label=_("How many introductions do you take at a time?"),
        min_value=0,
        max_value=50,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "short"}),
        help_text=_("Nobody is sent to you beyond this. With 0 you are proposed to nobody."),
    )
    paused_until = forms.DateField(
        label=_("Pause until"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Until this day nobody new is sent to you. Leave it empty when you do not pause."),
    )

    def clean_paused_until(self) -> Any:
        until = self.cleaned_data["paused_until"]
        if until is not None and until < timezone.localdate():
            raise ValidationError(_("This day is past."))
        return until
