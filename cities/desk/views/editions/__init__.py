"""Editions: chosen, worded, looked at, published."""

from .acts import act, preview
from .choosing import CasesView, SectionsView
from .facts import EditEditionView, EditionsView, NewEditionView
from .figures import FiguresView
from .kits import ContentsView, NewKitView, preview_all, preview_book
from .overview import EditionView
from .words import WordsView

__all__ = [
    "CasesView",
    "ContentsView",
    "EditEditionView",
    "EditionView",
    "EditionsView",
    "FiguresView",
    "NewEditionView",
    "NewKitView",
    "SectionsView",
    "WordsView",
    "act",
    "preview",
    "preview_all",
    "preview_book",
]
