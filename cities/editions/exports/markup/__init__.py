"""Blocks as elements: the pages of an EPUB and of an offline folder. No string of a record ever becomes markup here."""

from .blocks import Markup
from .elements import Element, as_html, as_xhtml, clean, element, prose, said

__all__ = ["Element", "Markup", "as_html", "as_xhtml", "clean", "element", "prose", "said"]
