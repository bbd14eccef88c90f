"""Letters of advice: each in the language of who gets it, none with an address of the other side."""

from uuid import UUID

from django.conf import settings

from cities.commons.members.actions.conversations import Recipient, recipients
from cities.commons.members.actions.letters import Context, write_letters
from cities.commons.members.models import Organisation
from cities.core.keys import lasting_key
from cities.core.letters import spoken
from cities.transfer.advice.models import Engagement, Expert


def tell_organisation(template: str, organisation: Organisation, *, key: str, context: Context) -> None:
    write_letters(template, recipients(organisation), key=key, context=context)


def tell_expert(template: str, expert: Expert, *, key: str, context: Context) -> None:
    write_letters(template, expert_recipients(expert), key=key, context=context)


def expert_recipients(expert: Expert) -> list[Recipient]:
    """The person by their account or the address noted for them; where there is none, those who act for the organisation."""
    person = expert.person
    if person is not None and person.user is not None and person.user.is_active:
        return [Recipient(person.user.email, person.user.language)]
    if person is not None and person.address:
        return [Recipient(person.address, next(iter(expert.languages), ""))]
    return recipients(expert.organisation)


def name_of(organisation: Organisation, language: str) -> str:
    text = organisation.best_text(language)
    return str(text.name) if text else organisation.code


def page_address(language: str, path: str) -> str:
    return f"{settings.SITE_URL}/{language}/{path}"


def key_address(purpose: str, key: UUID, language: str) -> str:
    """A link for whoever has the letter and perhaps no account."""
    return page_address(spoken(language), f"{purpose}/{key}/{lasting_key(purpose, str(key))}/")


def engagement_address(engagement: Engagement, language: str) -> str:
    return page_address(language, f"my/advice/{engagement.pk}/")
