"""Who may open, write, read and agree to a transfer."""

from typing import TYPE_CHECKING

from cities.commons.members.models import Delegate, Organisation
from cities.commons.members.rules import may_act_for
from cities.commons.practices.models import Practice
from cities.transfer.projects.models import Side, Transfer

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser, AnonymousUser

    Someone = AbstractBaseUser | AnonymousUser


def may_run_transfers(user: "Someone") -> bool:
    """The coordinators: they see every transfer with its work, and note what a side has agreed to elsewhere."""
    return bool(user.has_perm("projects.change_transfer"))  # type: ignore[union-attr]  # every user of ours has PermissionsMixin


def may_open_transfer(user: "Someone", practice: Practice, destination: Organisation) -> bool:
    return practice.is_public and may_act_for(user, destination)


def sides_of(user: "Someone", transfer: Transfer) -> tuple[Side, ...]:
    """The sides somebody acts for; both where one organisation is both."""
    keys = {Side.ORIGIN: transfer.origin_id, Side.DESTINATION: transfer.destination_id}
    if user.pk is None:
        return ()
    wanted = [key for key in keys.values() if key]
    acting = set(Delegate.objects.acting().filter(user_id=user.pk, organisation__in=wanted).values_list("organisation_id", flat=True))
    return tuple(side for side, key in keys.items() if key in acting)


def may_work_on(user: "Someone", transfer: Transfer) -> bool:
    """Write it, and read its plan, journal, meetings, files and evaluations."""
    return bool(sides_of(user, transfer)) or may_run_transfers(user)


def may_agree(user: "Someone", transfer: Transfer, side: Side) -> bool:
    """Only who acts for a side speaks for it; what the secretariat notes says how it knows."""
    return side in sides_of(user, transfer)
