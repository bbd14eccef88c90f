"""Advice: what members ask, who can help, and what they do together."""

from cities.transfer.advice.models.engagements import (
    Engagement,
    EngagementExpert,
    EngagementText,
    HourEntry,
    Learnt,
    Output,
    Participation,
    PlannedStep,
    Satisfaction,
)
from cities.transfer.advice.models.requests import OPEN, AdviceMessage, AdviceRequest, Proposal
from cities.transfer.advice.models.roster import Expert, ExpertConsent

__all__ = [
    "OPEN",
    "AdviceMessage",
    "AdviceRequest",
    "Engagement",
    "EngagementExpert",
    "EngagementText",
    "Expert",
    "ExpertConsent",
    "HourEntry",
    "Learnt",
    "Output",
    "Participation",
    "PlannedStep",
    "Proposal",
    "Satisfaction",
]
