"""Advice as coordinators see it: triage, one request, the roster, engagements, tables."""

from cities.desk.views.advice.engagements import EngagementsView
from cities.desk.views.advice.request import RequestView
from cities.desk.views.advice.roster import RosterView
from cities.desk.views.advice.triage import TriageView, advice_table

__all__ = ["EngagementsView", "RequestView", "RosterView", "TriageView", "advice_table"]
