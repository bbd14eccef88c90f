"""Who may act for an organisation."""

from typing import TYPE_CHECKING

from cities.commons.members.models import Delegate, Organisation, Part

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser, AnonymousUser

    Someone = AbstractBaseUser | AnonymousUser


def may_act_for(user: "Someone", organisation: Organisation) -> bool:
    """Whether `user` may edit its profile and answer for it."""
    return user.pk is not None and Delegate.objects.acting().filter(user_id=user.pk, organisation=organisation).exists()


def may_represent(user: "Someone", organisation: Organisation) -> bool:
    """Whether `user` may also invite others and end their part."""
    if user.pk is None:
        return False
    return Delegate.objects.acting().filter(user_id=user.pk, organisation=organisation, part=Part.REPRESENTATIVE).exists()
