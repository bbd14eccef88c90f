"""Advice in the members' space: asked for, given, worked on."""

from cities.portal.views.space.advice.asking import act_on_request, ask_for_advice, my_advice, my_request
from cities.portal.views.space.advice.doors import advice_proposal, advice_roster
from cities.portal.views.space.advice.roster import answer_proposal, my_expert, set_expert_consent
from cities.portal.views.space.advice.working import act_on_engagement, my_engagement, my_output

__all__ = [
    "act_on_engagement",
    "act_on_request",
    "advice_proposal",
    "advice_roster",
    "answer_proposal",
    "ask_for_advice",
    "my_advice",
    "my_engagement",
    "my_expert",
    "my_output",
    "my_request",
    "set_expert_consent",
]
