"""Who may ask, answer, coordinate, and work in an engagement."""

from typing import TYPE_CHECKING

from cities.commons.members.models import Delegate, Organisation
from cities.commons.members.rules import may_act_for
from cities.transfer.advice.models import Engagement, Expert, Proposal
from cities.transfer.matching.rules import may_coordinate

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser, AnonymousUser

    Someone = AbstractBaseUser | AnonymousUser


def may_run_advice(user: "Someone") -> bool:
    """The coordinators: triage, roster, every engagement."""
    return may_coordinate(user)


def may_ask(user: "Someone", organisation: Organisation) -> bool:
    """Advice is for members: whoever acts for one with a running membership."""
    is_member = organisation.memberships.filter(until__isnull=True).exists()
    return is_member and may_act_for(user, organisation)


def may_speak_as(user: "Someone", expert: Expert) -> bool:
    """Consent and answers are the person's own where they have an account; else those who act for the organisation speak for it."""
    if expert.person is not None and expert.person.user_id is not None:
        return user.pk is not None and expert.person.user_id == user.pk
    # A person without an account has the link of the letter; nobody gives consent in their place.
    return expert.person is None and may_act_for(user, expert.organisation)


def may_answer(user: "Someone", proposal: Proposal) -> bool:
    return may_speak_as(user, proposal.expert)


def organisations_of(user: "Someone", engagement: Engagement) -> tuple[Organisation, ...]:
    """Those in the engagement somebody acts for."""
    if user.pk is None:
        return ()
    wanted = engagement.participations.values("organisation")
    acting = Delegate.objects.acting().filter(user_id=user.pk, organisation__in=wanted).select_related("organisation")
    return tuple(delegate.organisation for delegate in acting)


def may_work_on(user: "Someone", engagement: Engagement) -> bool:
    """Steps, hours, outputs and words: those who take part, their experts, and the coordinators."""
    if user.pk is None:
        return False
    is_expert = engagement.experts.filter(expert__person__user_id=user.pk).exists()
    return bool(organisations_of(user, engagement)) or is_expert or may_run_advice(user)
