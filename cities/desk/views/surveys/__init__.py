"""Surveys: prepared, sent, watched, read."""

from .acts import act
from .analysis import ResultsView, WordsView, chart
from .campaigns import AgainView, CampaignsView, EditView, NewView, audience
from .dashboard import DashboardView
from .downloads import export
from .letters import LettersView

__all__ = [
    "AgainView",
    "CampaignsView",
    "DashboardView",
    "EditView",
    "LettersView",
    "NewView",
    "ResultsView",
    "WordsView",
    "act",
    "audience",
    "chart",
    "export",
]
