"""The chapters of an edition: from a frozen snapshot to blocks in one language. Nothing here asks the database.

A chapter is a function of a Reader that returns its blocks; without blocks it is not printed.
"""

from .activity import activity, partners, publications
from .blocks import Block, Book, Case, Chapter, Chart, Entry, Map
from .cases import cases
from .cover import cover_map
from .directory import directory
from .ends import colophon, figures
from .glance import glance
from .indexes import indexes
from .plain import message, recommendations
from .survey import survey
from .transfers import transfers

__all__ = [
    "Block",
    "Book",
    "Case",
    "Chapter",
    "Chart",
    "Entry",
    "Map",
    "activity",
    "cases",
    "colophon",
    "cover_map",
    "directory",
    "figures",
    "glance",
    "indexes",
    "message",
    "partners",
    "publications",
    "recommendations",
    "survey",
    "transfers",
]
