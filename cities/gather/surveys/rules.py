"""Who runs surveys, who reads answers, who answers."""

from collections.abc import Collection
from typing import TYPE_CHECKING

from cities.commons.members.rules import may_act_for
from cities.gather.surveys.models import Respondent

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser, AnonymousUser

    Someone = AbstractBaseUser | AnonymousUser


def may_run_surveys(user: "Someone") -> bool:
    """Prepare, start and close campaigns, and read what was answered: answers are not public, and translators have no part in them."""
    return bool(user.has_perm("surveys.change_campaign"))  # type: ignore[union-attr]  # every user of ours has PermissionsMixin


def may_answer(user: "Someone", respondent: Respondent, *, opened: Collection[int] = ()) -> bool:
    """With a personal link opened in this session (`opened` holds the respondents of such links), or as a delegate of the organisation."""
    if respondent.pk in opened:
        return True
    return respondent.organisation is not None and may_act_for(user, respondent.organisation)
