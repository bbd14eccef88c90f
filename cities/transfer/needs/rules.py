"""Who may read a need or an offer. Those who act for its organisation write it: they alone come into its space."""

from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils import timezone

from cities.accounts.rules import may_enter_desk
from cities.commons.members.models import Delegate
from cities.transfer.needs.models import Visibility

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser, AnonymousUser

    Someone = AbstractBaseUser | AnonymousUser


def readable_by(user: "Someone") -> Q:
    """Needs and offers somebody may read: a condition for a list. Members read what is open of others, and all of their own."""
    is_open = Q(closed_at__isnull=True) & (Q(until__isnull=True) | Q(until__gte=timezone.localdate()))
    of_member = is_open & Q(organisation__live=True, organisation__withdrawn_at__isnull=True)
    is_public = of_member & Q(visibility=Visibility.PUBLIC)
    if user.pk is None:
        return is_public
    if may_enter_desk(user):
        return Q()
    own = Q(organisation__in=Delegate.objects.acting().filter(user_id=user.pk).values("organisation"))
    among_members = of_member & Q(visibility=Visibility.MEMBERS) if _is_member(user.pk) else Q(pk__in=[])
    return is_public | own | among_members


def _is_member(key: int) -> bool:
    """Whether somebody acts for an organisation with a running membership."""
    acting = Delegate.objects.acting().filter(user_id=key, organisation__withdrawn_at__isnull=True)
    return acting.filter(organisation__memberships__isnull=False, organisation__memberships__until__isnull=True).exists()
