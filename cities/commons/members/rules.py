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


def may_end_delegation(user: "Someone", delegate: Delegate) -> bool:
    """Who may end anybody's part or their own, except that the last representative does not leave others behind without one."""
    organisation = delegate.organisation
    if delegate.user_id != user.pk and not may_represent(user, organisation):
        return False
    others = organisation.delegates.acting().exclude(pk=delegate.pk)
    is_last = delegate.part == Part.REPRESENTATIVE and not others.filter(part=Part.REPRESENTATIVE).exists()
    return not (is_last and others.exists())
