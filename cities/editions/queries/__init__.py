"""What actions, pages and the typesetter ask of editions."""

from cities.editions.queries.books import book, book_of
from cities.editions.queries.editions import edition_lines, edition_of, published_editions
from cities.editions.queries.freezing.whole import Frozen, freeze
from cities.editions.queries.sections import SECTIONS, Section, default_sections, section, sections_for

__all__ = [
    "SECTIONS",
    "Frozen",
    "Section",
    "book",
    "book_of",
    "default_sections",
    "edition_lines",
    "edition_of",
    "freeze",
    "published_editions",
    "section",
    "sections_for",
]
