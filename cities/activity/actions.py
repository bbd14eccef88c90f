"""Who did what, when: one log, Wagtail's, which the desk already shows beside each record."""

from typing import TYPE_CHECKING

from django.db.models import Model
from wagtail.log_actions import log

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractUser


def record(subject: Model, verb: str, *, by: "AbstractUser | None", data: dict[str, object] | None = None) -> None:
    """Note an act on `subject`. `verb` is registered in wagtail_hooks; `data` holds codes and counts, never addresses or secrets."""
    log(instance=subject, action=verb, user=by, data=data or {})
