"""What somebody says about their own account."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from cities.accounts.letters import OPTIONAL
from cities.accounts.models import User


class AccountForm(forms.ModelForm[User]):
    """`letters` are those wanted; the account keeps those that are not."""

    first_name = forms.CharField(label=_("First name"), max_length=150, required=False)
    last_name = forms.CharField(label=_("Family name"), max_length=150, required=False)
    language = forms.ChoiceField(label=_("Language of letters and pages"), choices=lambda: settings.LANGUAGES)
    letters = forms.MultipleChoiceField(
        label=_("Letters you want"),
        choices=OPTIONAL,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Letters about your own account and messages to your organisation come in any case."),
    )

    class Meta:
        model = User
        fields = ("first_name", "last_name", "language")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["letters"] = [kind for kind, _label in OPTIONAL if kind not in self.instance.muted]

    def save(self, commit: bool = True) -> User:  # noqa: FBT001, FBT002 -- Django's signature
        wanted = self.cleaned_data["letters"]
        self.instance.muted = [kind for kind, _label in OPTIONAL if kind not in wanted]
        user: User = super().save(commit)
        return user


class LeaveForm(forms.Form):
    address = forms.EmailField(label=_("Type your e-mail address to confirm"), widget=forms.EmailInput(attrs={"autocomplete": "off"}))
    erases = forms.BooleanField(label=_("Also take my name out of everything I wrote here"), required=False)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_address(self) -> str:
        address: str = self.cleaned_data["address"].strip().casefold()
        if address != self.user.email:
            raise forms.ValidationError(_("This is not the address of this account."))
        return address
