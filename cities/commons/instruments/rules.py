"""Who may see and fill a sheet."""

from collections.abc import Container
from typing import TYPE_CHECKING
from uuid import UUID

from cities.accounts.rules import may_enter_desk
from cities.commons.instruments.models import AnswerSheet
from cities.commons.members.rules import may_act_for

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser, AnonymousUser

    Someone = AbstractBaseUser | AnonymousUser

NO_SHEETS: frozenset[UUID] = frozenset()


def may_read_sheet(user: "Someone", sheet: AnswerSheet, granted: Container[UUID] = NO_SHEETS) -> bool:
    """`granted`: sheets whose link this browser has opened. Answers are nobody else's business, not even a translator's."""
    if sheet.pk in granted or may_see_all_answers(user):
        return True
    return sheet.organisation is not None and may_act_for(user, sheet.organisation)


def may_fill(user: "Someone", sheet: AnswerSheet, granted: Container[UUID] = NO_SHEETS) -> bool:
    """Whoever may read it, while it is open."""
    return sheet.is_open and may_read_sheet(user, sheet, granted)


def may_reopen(user: "Someone") -> bool:
    return may_see_all_answers(user)


def may_see_all_answers(user: "Someone") -> bool:
    """The secretariat: staff who may change what an organisation says of itself."""
    return may_enter_desk(user) and user.has_perm("members.change_organisation") and user.has_perm("members.publish_organisation")  # type: ignore[union-attr]  # every user of ours has PermissionsMixin
