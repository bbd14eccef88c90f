"""Somebody closes their account."""

from functools import partial

from django.db import transaction
from django.utils import timezone

from cities.accounts.models import User
from cities.archive.tasks import erase_account
from cities.commons.members.actions.invitations import leave
from cities.commons.members.models import Consent


@transaction.atomic
def close_account(user: User, *, erases: bool) -> None:
    """End what the account may do and what is shown of its owner, then delete it. Records they wrote stay.

    With `erases` the name is taken out of every text and log too: the account is shut at once, the rest follows in the background.
    """
    for delegate in user.delegations.acting():
        leave(delegate, by=user)
    Consent.objects.filter(person__user=user, withdrawn_at__isnull=True).update(withdrawn_at=timezone.now())
    if not erases:
        user.delete()
        return
    user.is_active = False
    user.set_unusable_password()
    user.save(update_fields=["is_active", "password"])
    transaction.on_commit(partial(erase_account.enqueue, user.email))
