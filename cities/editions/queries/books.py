"""A snapshot laid out in one language."""

from dataclasses import replace

from cities.editions.chapters import Book, Chapter, cover_map
from cities.editions.chapters.plain import filled_in
from cities.editions.content import Reader, Words
from cities.editions.digests import Content
from cities.editions.models import Snapshot
from cities.editions.queries.sections import ALWAYS, section

LABELS = ("contents", "page", "sources", "files", "in-the-folder", "at-home", "cite-as")


def book_of(snapshot: Snapshot, language: str) -> Book:
    return book(snapshot.read(), language, digest=snapshot.digest)


def book(content: Content, language: str, *, digest: str = "", is_preview: bool = False) -> Book:
    """No query. Raise ValueError for a language editions are not set in."""
    reader = Reader(content, language, digest)
    edition = reader.edition
    codes = [*edition["sections"], *(code for code in ALWAYS if code not in edition["sections"])]
    chapters = [Chapter(code, reader.say.say(code), tuple(section(code).lay(reader))) for code in codes]
    return Book(
        language=language,
        kind=reader.say.say(edition["kind"]),
        title=title_of(reader),
        subtitle=filled_in(reader, reader.own("subtitle")),
        year=reader.year,
        publisher=edition["publisher"],
        date=edition["date"],
        cover=cover_map(reader),
        chapters=tuple(chapter for chapter in chapters if chapter.blocks),
        labels={name.replace("-", "_"): reader.say.say(name) for name in LABELS},
        stamp=reader.say.say("preview") if is_preview else "",
        version=reader.say.say("version", version=str(edition["version"])) if reader.is_kit else "",
    )


def title_of(reader: Reader) -> Words:
    """What its editors call it, else its kind and year."""
    title = filled_in(reader, reader.own("title"))
    return title or replace(title, text=f"{reader.say.say(reader.edition['kind'])} {reader.year}")
