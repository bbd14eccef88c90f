"""Forms of django-allauth in words of ours."""

from typing import Any

from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django.utils.translation import gettext_lazy as _


class PasskeyForm(AddWebAuthnForm):  # type: ignore[misc]  # allauth is untyped
    """A passkey signs in alone unless its owner wants a password before it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Name of this device")
        self.fields["name"].help_text = _("So that you know which one to remove when you part with it.")
        alone = self.fields["passwordless"]
        alone.label, alone.initial = _("Sign in with it alone"), True
        alone.help_text = _("Without this, it is asked for after your password or code.")
