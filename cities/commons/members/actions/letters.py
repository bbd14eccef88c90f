"""Letters to those who act for an organisation, each in their own language."""

from collections.abc import Callable, Iterable, Mapping

from cities.accounts.models import User
from cities.commons.members.actions.conversations import Recipient
from cities.core.actions import post_letter
from cities.core.letters import spoken, words_from

# What a letter says, given the language it is written in.
Context = Callable[[str], Mapping[str, object]]


def write_letters(template: str, to: Iterable[Recipient], *, key: str, context: Context, besides: User | None = None) -> None:
    """One letter each, none to whoever did what it tells of; posting the same key again changes nothing."""
    for number, recipient in enumerate(to):
        if besides is not None and recipient.address == besides.email:
            continue
        language = spoken(recipient.language)
        words = words_from(template, context(language), language=language)
        post_letter(words, address=recipient.address, key=f"{key}-{number}")
