"""Published editions as readers find, leaf through and take them along."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from cities.editions.chapters import Book, Chapter
from cities.editions.content import Words
from cities.editions.exports.pack import drawings
from cities.editions.models import Edition, Snapshot
from cities.editions.queries import Front, book, front, fronts, published_editions
from cities.editions.wording import wording


@dataclass(frozen=True)
class EditionCard:
    edition: Edition
    title: Words
    subtitle: Words
    kind: str
    year: int
    languages: tuple[str, ...]
    members: int
    countries: int


@dataclass(frozen=True)
class EditionPage:
    """An edition in one of its languages. `places` says on which chapter's page an anchor is; `drawn` which number a drawing has."""

    edition: Edition
    snapshot: Snapshot
    book: Book
    languages: tuple[str, ...]
    places: Mapping[str, str]
    drawn: Mapping[int, int]
    chapter: Chapter | None = None
    before: Chapter | None = None
    after: Chapter | None = None


@dataclass(frozen=True)
class _Set:
    book: Book
    languages: tuple[str, ...]


def edition_cards(language: str) -> list[EditionCard]:
    """All but kits, which have a list of their own. One query; what is printed does not change, so it is read once a process."""
    editions = list(published_editions().exclude(kind=Edition.Kind.KIT))
    read = fronts(editions)
    return [_card(edition, read[edition.pk], language) for edition in editions]


def edition_page(edition: Edition, language: str, *, chapter: str = "") -> EditionPage | None:
    """None for a language or chapter it does not have. No query beyond the edition's own."""
    if edition.snapshot is None:
        return None
    found = _set(edition.snapshot.pk, edition.snapshot.digest, language)
    codes = [each.code for each in found.book.chapters]
    if chapter and chapter not in codes:
        return None
    at = codes.index(chapter) if chapter else None
    chapters = found.book.chapters
    return EditionPage(
        edition=edition,
        snapshot=edition.snapshot,
        book=found.book,
        languages=found.languages,
        places={anchor: each.code for each in chapters for block in each.blocks if (anchor := getattr(block, "anchor", ""))},
        drawn=_drawn(found.book),
        chapter=chapters[at] if at is not None else None,
        before=chapters[at - 1] if at else None,
        after=chapters[at + 1] if at is not None and at + 1 < len(chapters) else None,
    )


def edition_drawing(edition: Edition, language: str, number: int) -> str | None:
    """A chart or map as SVG, by its number among those of the book."""
    if edition.snapshot is None:
        return None
    found = _drawings(edition.snapshot.pk, edition.snapshot.digest, language)
    return found[number] if number < len(found) else None


def reading_language(edition: Edition, wanted: str) -> str:
    """The language of the published edition that serves a reader best."""
    return front(edition).spoken(wanted)


def _card(edition: Edition, read: Front, language: str) -> EditionCard:
    spoken = read.spoken(language)
    kind, counts = wording(spoken).say(edition.kind), (read.counts["members"], read.counts["countries"])
    return EditionCard(edition, read.titles[spoken], read.subtitles[spoken], kind, read.year, read.languages, *counts)


def _drawn(set_book: Book) -> dict[int, int]:
    """Numbers of drawings by the identity of their blocks; the cover's is 0."""
    numbered = [block for chapter in set_book.chapters for block in chapter.blocks if block.kind in ("chart", "map")]
    return {id(block): number for number, block in enumerate(numbered, 1)}


@lru_cache(maxsize=12)
def _set(pk: int, digest: str, language: str) -> _Set:
    """A snapshot never changes: its digest is here to say so."""
    content = Snapshot.objects.get(pk=pk, digest=digest).read()
    return _Set(book(content, language, digest=digest), tuple(content["edition"]["languages"]))


@lru_cache(maxsize=12)
def _drawings(pk: int, digest: str, language: str) -> tuple[str, ...]:
    """Drawn together once: a page asks for each by itself."""
    return tuple(svg for _name, svg in drawings(_set(pk, digest, language).book))
