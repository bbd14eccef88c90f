"""Writing to a member."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cities.accounts.models import User
from cities.core.forms import TrapField

LONGEST_MESSAGE = 5000
WORDS = forms.Textarea(attrs={"rows": 8})


class MessageForm(forms.Form):
    words = forms.CharField(label=_("Message"), max_length=LONGEST_MESSAGE, widget=WORDS)


class WriteForm(MessageForm):
    """Who is signed in need not say who they are."""

    subject = forms.CharField(label=_("Subject"), max_length=150)
    name = forms.CharField(label=_("Your name"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    address = forms.EmailField(
        label=_("Your e-mail address"),
        help_text=_("Not shown to them. We send a link there first, to be sure it is yours."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    website = TrapField()

    field_order = ("subject", "words", "name", "address", "website")

    def __init__(self, *args: Any, user: User | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if user is not None:
            self.fields["name"].initial = user.get_full_name()
            del self.fields["address"], self.fields["website"]

    @property
    def is_from_a_machine(self) -> bool:
        return bool(self.cleaned_data.get("website"))
