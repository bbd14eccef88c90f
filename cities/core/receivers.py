"""What Django tells of signing out."""

from typing import Any

from django.contrib.auth.signals import user_logged_out
from django.dispatch import receiver
from django.http import HttpRequest

from cities.core.middleware import LEFT


@receiver(user_logged_out)
def note_sign_out(sender: object, request: HttpRequest | None = None, **kwargs: Any) -> None:
    """The answer to this request empties what pages kept on the device."""
    if request is not None:
        setattr(request, LEFT, True)
