"""What actions, pages and the typesetter ask of editions."""

from cities.editions.queries.books import book, book_of
from cities.editions.queries.editions import edition_lines, edition_of, published_editions, published_kits
from cities.editions.queries.freezing.whole import Frozen, freeze
from cities.editions.queries.fronts import Front, front, fronts
from cities.editions.queries.kits import downloads_of, gone_from, kits_telling, newest_kits, newest_of, public_versions
from cities.editions.queries.sections import SECTIONS, Section, default_sections, section, sections_for

__all__ = [
    "SECTIONS",
    "Front",
    "Frozen",
    "Section",
    "book",
    "book_of",
    "default_sections",
    "downloads_of",
    "edition_lines",
    "edition_of",
    "freeze",
    "front",
    "fronts",
    "gone_from",
    "kits_telling",
    "newest_kits",
    "newest_of",
    "public_versions",
    "published_editions",
    "published_kits",
    "section",
    "sections_for",
]
