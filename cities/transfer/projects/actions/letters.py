"""What one side of a transfer is told of what the other has done."""

from django.conf import settings

from cities.accounts.models import User
from cities.commons.members.actions.conversations import recipients
from cities.core.actions import post_letter
from cities.core.letters import words_from
from cities.transfer.projects.models import Side, Transfer


def tell_other_side(transfer: Transfer, side: str, template: str, *, by: User | None, key: str) -> None:
    """A letter to those who act for the other side than `side`, once for each `key`; none to who did it, none for what nobody did."""
    other = transfer.destination if side == Side.ORIGIN else transfer.origin
    doer = transfer.origin if side == Side.ORIGIN else transfer.destination
    if other is None or by is None:
        return
    for number, recipient in enumerate(recipients(other)):
        if recipient.address == by.email:
            continue
        language = recipient.language if recipient.language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        context = {
            "title": str(transfer.best_text(language) or transfer.code),
            "organisation": str(doer.best_text(language) or doer.code) if doer else "",
            "url": f"{settings.SITE_URL}/{language}/my/transfers/{transfer.pk}/",
        }
        post_letter(words_from(template, context, language=language), address=recipient.address, key=f"{key}-{number}")
