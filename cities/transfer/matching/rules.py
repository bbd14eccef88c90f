"""Who may see and decide matches, propose by hand, and answer an introduction."""

from typing import TYPE_CHECKING

from django.contrib.auth import get_permission_codename

from cities.commons.members.models import Organisation
from cities.commons.members.rules import may_act_for
from cities.transfer.matching.models import Introduction

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser, AnonymousUser

    Someone = AbstractBaseUser | AnonymousUser


def may_answer(user: "Someone", introduction: Introduction) -> bool:
    return may_act_for(user, introduction.organisation)


def may_coordinate(user: "Someone") -> bool:
    """Who sees all needs, offers and matches, private ones too: whoever may make members public. Not a steward of one region."""
    permission = get_permission_codename("publish", Organisation._meta)
    return bool(user.has_perm(f"{Organisation._meta.app_label}.{permission}"))  # type: ignore[union-attr]  # every user of ours has it
