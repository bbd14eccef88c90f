"""Questionnaires: their versions, the editor of a draft, XLSForm in and out, preview."""

from .outline import OutlineView
from .overview import InstrumentsView, InstrumentView, NewInstrumentView
from .preview import PreviewView
from .section import SectionView
from .translating import TranslateView
from .upload import UploadView, xlsform

__all__ = [
    "InstrumentView",
    "InstrumentsView",
    "NewInstrumentView",
    "OutlineView",
    "PreviewView",
    "SectionView",
    "TranslateView",
    "UploadView",
    "xlsform",
]
