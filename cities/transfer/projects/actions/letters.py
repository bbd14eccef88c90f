"""What one side of a transfer is told of what the other has done."""

from django.conf import settings

from cities.accounts.models import User
from cities.commons.members.actions.conversations import recipients
from cities.commons.members.actions.letters import write_letters
from cities.transfer.projects.models import Side, Transfer
from cities.translation.models import best_of


def tell_other_side(transfer: Transfer, side: str, template: str, *, by: User | None, key: str) -> None:
    """A letter to those who act for the other side than `side`, once for each `key`; none to who did it, none for what nobody did."""
    other = transfer.destination if side == Side.ORIGIN else transfer.origin
    doer = transfer.origin if side == Side.ORIGIN else transfer.destination
    if other is None or by is None:
        return

    def context(language: str) -> dict[str, object]:
        return {
            "title": str(best_of(transfer.drafted_texts, language) or transfer.code),
            "organisation": str(doer.best_text(language) or doer.code) if doer else "",
            "url": f"{settings.SITE_URL}/{language}/my/transfers/{transfer.pk}/",
        }

    write_letters(template, recipients(other), key=key, context=context, besides=by)
