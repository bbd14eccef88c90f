"""Snapshots typeset. A file is known by what it is made of, so it is made once and never goes out of date."""

import hashlib
from functools import cache
from importlib.metadata import version
from pathlib import Path

from django.conf import settings

import cities
from cities.editions.chapters import Book
from cities.editions.exports.keeping import frozen_bytes, kept
from cities.editions.models import FrozenPicture, Snapshot
from cities.editions.queries import Frozen, book, book_of
from cities.editions.queries.freezing.pictures import printed
from cities.editions.typesetting.layout import laid_out
from cities.editions.typesetting.press import pressed

# So many letters of its digest tell a snapshot from others in the name of a file.
KNOWN_BY = 24
# What files are made with beside this app: drawings with their colours, maps, tables, names of languages.
OUTSIDE = (
    "commons/places/projection.py",
    "core/cells.py",
    "core/spreadsheets.py",
    "gather/surveys/charts.py",
    "static/css/cities.css",
    "static/map",
    "translation/languages.py",
)


def typeset(set_book: Book, pictures: dict[str, bytes]) -> bytes:
    """`pictures` by digest. Raises NotTypeset."""
    files = {f"{digest[:32]}.jpg": data for digest, data in sorted(pictures.items())}
    names = {digest: f"{digest[:32]}.jpg" for digest in pictures}
    return pressed(laid_out(set_book, pictures=names), pictures=files, date=set_book.date)


def pdf_of(snapshot: Snapshot, language: str) -> bytes:
    """The edition in one language; from the folder of files made before where it is there. Raises NotTypeset, ValueError."""

    def make() -> bytes:
        set_book = book_of(snapshot, language)
        return typeset(set_book, frozen_pictures(set_book))

    return kept(kept_path(snapshot, language), make)


def preview_pdf(frozen: Frozen, language: str) -> bytes:
    """As it would be printed today, with a stamp that says it is not."""
    set_book = book(frozen.content, language, is_preview=True)
    return typeset(set_book, {picture.digest: printed(frozen.pictures[picture.digest]) for picture in set_book.pictures})


def kept_folder() -> Path:
    return Path(settings.DATA_DIR) / "editions"


def kept_path(snapshot: Snapshot, language: str, ending: str = "pdf") -> Path:
    """Made anew when anything it is made with changes: the old file was of another make."""
    return kept_folder() / f"{snapshot.digest[:KNOWN_BY]}-{language}-{make()}.{ending}"


@cache
def make() -> str:
    """Which typesetter, code, faces and word lists a file is made with."""
    found = hashlib.sha256(version("typst").encode())
    for path in makers():
        found.update(path.read_bytes())
    return found.hexdigest()[:12]


def makers() -> list[Path]:
    """All of editions rather than a choice: a file set once too often costs seconds, one set too seldom shows a fault that is mended."""
    package = Path(cities.__file__).parent
    named = [package / name for name in ("editions", *OUTSIDE)]
    inside = (path for each in named if each.is_dir() for path in each.rglob("*"))
    return sorted(path for path in (*named, *inside) if path.is_file() and path.suffix != ".pyc")


def frozen_pictures(set_book: Book) -> dict[str, bytes]:
    """One query. The page is set without a picture whose file was lost."""
    return frozen_bytes(FrozenPicture.objects.filter(digest__in=[picture.digest for picture in set_book.pictures]))
