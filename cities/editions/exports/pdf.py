"""Snapshots typeset. A file is known by what it is made of, so it is made once and never goes out of date."""

import hashlib
from functools import cache
from importlib.metadata import version
from pathlib import Path

from django.conf import settings

from cities.editions.chapters import Book
from cities.editions.models import FrozenPicture, Snapshot
from cities.editions.queries import Frozen, book, book_of
from cities.editions.queries.freezing.pictures import printed
from cities.editions.typesetting.layout import laid_out
from cities.editions.typesetting.press import FONTS, TEMPLATE, pressed


def typeset(set_book: Book, pictures: dict[str, bytes]) -> bytes:
    """`pictures` by digest. Raises NotTypeset."""
    files = {f"{digest[:32]}.jpg": data for digest, data in sorted(pictures.items())}
    names = {digest: f"{digest[:32]}.jpg" for digest in pictures}
    return pressed(laid_out(set_book, pictures=names), pictures=files, date=set_book.date)


def pdf_of(snapshot: Snapshot, language: str) -> bytes:
    """The edition in one language; from the folder of files made before where it is there. Raises NotTypeset, ValueError."""
    kept = kept_path(snapshot, language)
    if kept.is_file():
        return kept.read_bytes()
    set_book = book_of(snapshot, language)
    data = typeset(set_book, frozen_pictures(set_book))
    kept.parent.mkdir(parents=True, exist_ok=True)
    part = kept.with_suffix(".part")
    part.write_bytes(data)
    # At once: nobody reads half a file, and whoever made the same one at the same time made the same bytes.
    part.replace(kept)
    return data


def kept_pdf(snapshot: Snapshot, language: str) -> bytes | None:
    """The file if it is made already."""
    kept = kept_path(snapshot, language)
    return kept.read_bytes() if kept.is_file() else None


def set_all(snapshot: Snapshot) -> list[str]:
    """Make every language's file, so that no reader waits; returns the languages."""
    languages: list[str] = snapshot.read()["edition"]["languages"]
    for language in languages:
        pdf_of(snapshot, language)
    return languages


def preview_pdf(frozen: Frozen, language: str) -> bytes:
    """As it would be printed today, with a stamp that says it is not."""
    set_book = book(frozen.content, language, is_preview=True)
    return typeset(set_book, {picture.digest: printed(frozen.pictures[picture.digest]) for picture in set_book.pictures})


def kept_path(snapshot: Snapshot, language: str) -> Path:
    """Made anew when the template, the faces or the typesetter change: the old file was of another make."""
    return Path(settings.DATA_DIR) / "editions" / f"{snapshot.digest[:24]}-{language}-{make()}.pdf"


@cache
def make() -> str:
    """Which typesetter, template, faces and word list a file is made with."""
    found = hashlib.sha256(version("typst").encode())
    for path in (TEMPLATE, *sorted(FONTS.glob("*.ttf"))):
        found.update(path.read_bytes())
    for path in sorted((TEMPLATE.parent.parent / "chapters").glob("*.py")):
        found.update(path.read_bytes())
    found.update((TEMPLATE.parent.parent / "wording" / "words.toml").read_bytes())
    return found.hexdigest()[:12]


def frozen_pictures(set_book: Book) -> dict[str, bytes]:
    """One query. A picture whose file was lost is left out; the page is set without it."""
    wanted = [picture.digest for picture in set_book.pictures]
    found: dict[str, bytes] = {}
    for row in FrozenPicture.objects.filter(digest__in=wanted):
        try:
            with row.file.open("rb") as file:
                found[row.digest] = file.read()
        except OSError:
            continue
    return found
