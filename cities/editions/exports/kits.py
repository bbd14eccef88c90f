"""Files of a kit: each made once from its snapshot, and kept."""

from collections.abc import Iterable, Mapping

from cities.editions.chapters import Book
from cities.editions.chapters.blocks import Tool
from cities.editions.content import Reader
from cities.editions.digests import Content
from cities.editions.exports.epub import epub
from cities.editions.exports.folder import Spoken, folder
from cities.editions.exports.keeping import frozen_bytes, kept
from cities.editions.exports.pdf import frozen_pictures, kept_path, pdf_of
from cities.editions.models import FrozenFile, Snapshot
from cities.editions.queries import Frozen, book
from cities.editions.queries.freezing.files import content_of
from cities.editions.queries.freezing.pictures import printed

# A folder holds all of them.
ALL_LANGUAGES = "all"


def epub_of(snapshot: Snapshot, language: str) -> bytes:
    """Raise ValueError for a language editions are not set in."""

    def make() -> bytes:
        spoken = _spoken(snapshot.read(), language, digest=snapshot.digest)
        return epub(spoken.book, spoken.reader, pictures=frozen_pictures(spoken.book))

    return kept(kept_path(snapshot, language, "epub"), make)


def folder_of(snapshot: Snapshot) -> bytes:
    """All languages and files in one zip."""

    def make() -> bytes:
        spoken = _all_spoken(snapshot.read(), digest=snapshot.digest)
        pictures = {digest: data for each in spoken for digest, data in frozen_pictures(each.book).items()}
        return folder(spoken, pictures=pictures, files=_frozen_files(each.book for each in spoken))

    return kept(kept_path(snapshot, ALL_LANGUAGES, "zip"), make)


def preview_epub(frozen: Frozen, language: str) -> bytes:
    spoken = _spoken(frozen.content, language, is_preview=True)
    return epub(spoken.book, spoken.reader, pictures=_pictures_of(frozen, [spoken]))


def preview_folder(frozen: Frozen) -> bytes:
    spoken = _all_spoken(frozen.content, is_preview=True)
    files = {digest: content_of(document) for digest, document in frozen.files.items()}
    return folder(spoken, pictures=_pictures_of(frozen, spoken), files=files)


def set_all(snapshot: Snapshot) -> list[str]:
    """Make every file, so that no reader waits; returns the languages."""
    edition = snapshot.read()["edition"]
    languages: list[str] = edition["languages"]
    for language in languages:
        pdf_of(snapshot, language)
        if edition["kind"] == "kit":
            epub_of(snapshot, language)
    if edition["kind"] == "kit":
        folder_of(snapshot)
    return languages


def file_sizes(snapshot: Snapshot, languages: Iterable[str]) -> dict[tuple[str, str], int]:
    """Bytes of the files that are made already, by (`pdf`, language), (`epub`, language) and (`folder`, empty)."""
    wanted = {
        **{(ending, language): kept_path(snapshot, language, ending) for language in languages for ending in ("pdf", "epub")},
        ("folder", ""): kept_path(snapshot, ALL_LANGUAGES, "zip"),
    }
    return {key: path.stat().st_size for key, path in wanted.items() if path.is_file()}


def _all_spoken(content: Content, *, digest: str = "", is_preview: bool = False) -> list[Spoken]:
    return [_spoken(content, language, digest=digest, is_preview=is_preview) for language in content["edition"]["languages"]]


def _spoken(content: Content, language: str, *, digest: str = "", is_preview: bool = False) -> Spoken:
    return Spoken(book(content, language, digest=digest, is_preview=is_preview), Reader(content, language, digest))


def _pictures_of(frozen: Frozen, spoken: list[Spoken]) -> Mapping[str, bytes]:
    shown = {picture.digest for each in spoken for picture in each.book.pictures}
    return {digest: printed(frozen.pictures[digest]) for digest in sorted(shown)}


def _frozen_files(books: Iterable[Book]) -> dict[str, bytes]:
    """One query. A file that was lost is left out; its page tells where else it is."""
    tools = [block for each in books for chapter in each.chapters for block in chapter.blocks if isinstance(block, Tool)]
    wanted = {file.digest for tool in tools for file in tool.files if file.digest}
    return frozen_bytes(FrozenFile.objects.filter(digest__in=wanted))
