"""Asking once a year whether a profile is still right."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from cities.accounts.letters import REMINDERS
from cities.activity.actions import record as note
from cities.commons.members.models import Confirmation, Organisation
from cities.core.actions import post_letter
from cities.core.keys import key_digest, new_key
from cities.core.letters import words_from

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractUser


@dataclass(frozen=True)
class Recipient:
    address: str
    language: str


@transaction.atomic
def ask_confirmation(organisation: Organisation, *, year: int, by: "AbstractUser | None") -> Confirmation | None:
    """Send those who act for it a link that says “still right”. Asked again in a year, the new link replaces the old one.

    None when there is nobody to write to. A profile confirmed this year is not asked about again.
    """
    recipients = recipients_of(organisation)
    asked = Confirmation.objects.filter(organisation=organisation, year=year).first()
    if asked is not None and asked.confirmed_at is not None:
        return asked
    if not recipients:
        return None
    key = new_key()
    confirmation, _is_new = Confirmation.objects.update_or_create(
        organisation=organisation, year=year, defaults={"key_digest": key_digest(key), "asked_at": timezone.now()}
    )
    for number, recipient in enumerate(recipients):
        _write(organisation, recipient, key=key, letter=f"still-right-{confirmation.key_digest[:24]}-{number}")
    note(organisation, "profile.asked", by=by, data={"year": year})
    return confirmation


@transaction.atomic
def confirm_profile(organisation: Organisation, *, year: int, by: "AbstractUser | None") -> Confirmation:
    """Note that the profile is right. The first confirmation of a year counts; one made in the space needs no letter."""
    confirmation, _is_new = Confirmation.objects.get_or_create(
        organisation=organisation, year=year, defaults={"key_digest": key_digest(new_key())}
    )
    if confirmation.confirmed_at is None:
        confirmation.confirmed_at = timezone.now()
        confirmation.save(update_fields=["confirmed_at"])
        note(organisation, "profile.confirmed", by=by, data={"year": year})
    return confirmation


def recipients_of(organisation: Organisation) -> list[Recipient]:
    """Those who act for it and have not muted such letters; without an account of theirs, the address that came with a document."""
    delegates = list(organisation.delegates.acting().select_related("user"))
    wanted = [delegate.user for delegate in delegates if REMINDERS not in delegate.user.muted]
    spoken = _language(organisation)
    if delegates:
        return [Recipient(user.email, user.language or spoken) for user in wanted]
    return [Recipient(contact.address, spoken) for contact in organisation.private_contacts.all()[:1]]


def _language(organisation: Organisation) -> str:
    """The site's language its own words are in."""
    original = organisation.original_text
    tags = [code for code, _name in settings.LANGUAGES]
    return original.language if original and original.language in tags else settings.LANGUAGE_CODE


def _write(organisation: Organisation, recipient: Recipient, *, key: str, letter: str) -> None:
    language = recipient.language if recipient.language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
    link = f"{settings.SITE_URL}/{language}/still-right/{key}/"
    text = organisation.best_text(language)
    context = {"name": str(text) if text else organisation.code, "text": text, "link": link}
    post_letter(words_from("still_right", context, language=language), address=recipient.address, key=letter)
