"""Editions: chosen, worded, looked at, published."""

from .acts import act, preview
from .choosing import CasesView, SectionsView
from .facts import EditEditionView, EditionsView, NewEditionView
from .figures import FiguresView
from .overview import EditionView
from .words import WordsView

__all__ = [
    "CasesView",
    "EditEditionView",
    "EditionView",
    "EditionsView",
    "FiguresView",
    "NewEditionView",
    "SectionsView",
    "WordsView",
    "act",
    "preview",
]
