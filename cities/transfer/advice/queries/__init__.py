"""What pages, the desk and the API ask of advice."""

from cities.transfer.advice.queries.engagements import (
    EngagementLine,
    HourSum,
    Work,
    engagement_lines,
    hours_by_expert,
    hours_by_month,
    own_engagements,
    public_engagements,
    published_outputs,
    work_of,
)
from cities.transfer.advice.queries.proposals import ExpertCandidate, candidate_for, expert_candidates, told_reasons
from cities.transfer.advice.queries.roster import RosterLine, expert_line, experts_of, places_left, roster
from cities.transfer.advice.queries.satisfaction import satisfaction_spreads
from cities.transfer.advice.queries.triage import RequestLine, Triage, own_requests, request_line, settled_requests, triage

__all__ = [
    "EngagementLine",
    "ExpertCandidate",
    "HourSum",
    "RequestLine",
    "RosterLine",
    "Triage",
    "Work",
    "candidate_for",
    "engagement_lines",
    "expert_candidates",
    "expert_line",
    "experts_of",
    "hours_by_expert",
    "hours_by_month",
    "own_engagements",
    "own_requests",
    "places_left",
    "public_engagements",
    "published_outputs",
    "request_line",
    "roster",
    "satisfaction_spreads",
    "settled_requests",
    "told_reasons",
    "triage",
    "work_of",
]
