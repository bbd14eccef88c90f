"""The chapters of an edition: from a frozen snapshot to blocks in one language. Nothing here asks the database.

A chapter is a function of a Reader that returns its blocks; without blocks it is not printed.
"""

from .activity import activity, partners, publications
from .blocks import Block, Book, Case, Chapter, Chart, Entry, Map
from .cases import cases
from .changes import changes
from .cover import cover_map
from .directory import directory
from .ends import colophon, figures
from .glance import glance
from .indexes import indexes
from .journeys import lessons
from .plain import how_to_use, introduction, message, recommendations
from .questions import questions
from .survey import survey
from .tools import resources
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
    "changes",
    "colophon",
    "cover_map",
    "directory",
    "figures",
    "glance",
    "how_to_use",
    "indexes",
    "introduction",
    "lessons",
    "message",
    "partners",
    "publications",
    "questions",
    "recommendations",
    "resources",
    "survey",
    "transfers",
]
