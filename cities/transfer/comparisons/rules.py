"""Who may make, write, read and publish comparisons."""

from typing import TYPE_CHECKING

from cities.commons.members.models import Delegate
from cities.commons.members.rules import may_act_for
from cities.transfer.comparisons.models import Comparison

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser, AnonymousUser

    Someone = AbstractBaseUser | AnonymousUser


def may_run_comparisons(user: "Someone") -> bool:
    """The coordinators: they see every comparison, publish it, and say what grids are filled from."""
    return bool(user.has_perm("comparisons.change_comparison"))  # type: ignore[union-attr]  # every user of ours has PermissionsMixin


def may_see_work(user: "Someone", comparison: Comparison) -> bool:
    """Read it before it is public: whoever acts for its organisation or an invited one, and the coordinators."""
    return may_run_comparisons(user) or _is_editor(user, comparison)


def may_edit_comparison(user: "Someone", comparison: Comparison) -> bool:
    """What is published is changed by coordinators only: readers cite it."""
    if comparison.is_public:
        return may_run_comparisons(user)
    return may_see_work(user, comparison)


def may_own_comparison(user: "Someone", comparison: Comparison) -> bool:
    """Invite others, share it, ask to publish it: its own organisation, and the coordinators."""
    if user.pk is None:
        return False
    is_owner = comparison.organisation is not None and may_act_for(user, comparison.organisation)
    return (is_owner and not comparison.is_public) or may_run_comparisons(user)


def may_read_comparison(user: "Someone", comparison: Comparison, *, has_link: bool = False) -> bool:
    """`has_link`: this browser has opened the link it is shared by."""
    is_shared = comparison.state == Comparison.State.SHARED
    return comparison.is_public or (is_shared and has_link) or may_see_work(user, comparison)


def _is_editor(user: "Someone", comparison: Comparison) -> bool:
    if user.pk is None:
        return False
    keys = [comparison.organisation_id, *comparison.editors.values_list("organisation", flat=True)]
    return Delegate.objects.acting().filter(user_id=user.pk, organisation__in=[key for key in keys if key]).exists()
