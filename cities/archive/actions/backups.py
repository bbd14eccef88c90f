"""Backup and restore: the same instance again, byte for byte."""

import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from cities.archive.actions.people import add_lines
from cities.archive.actions.servers import count_rows, dump_database, load_dump
from cities.archive.bundles import BundleReader, BundleWriter, Manifest, new_bundle, open_bundle
from cities.archive.faults import ArchiveFault
from cities.archive.place import Place
from cities.archive.queries.files import kept_file_columns

FORMAT, VERSION = "cities-backup", 1
UPGRADE, KEPT = "before-upgrade-", 3
DATABASE, DUMP, MEDIA, SECRET_KEY, ERASED = "database.sqlite3", "database.pgdump", "media/", "secret-key", "erased"


@dataclass(frozen=True)
class Backup:
    """What was kept. `missing` are uploads the database speaks of and nobody has."""

    path: Path
    size: int
    rows: int
    files: int
    missing: tuple[str, ...]


@dataclass(frozen=True)
class Restored:
    made_at: str
    software: str
    rows: int
    files: int


def make_backup(target: Path, *, place: Place) -> Backup:
    """Keep the whole instance in one file, while it goes on working.

    Raise ArchiveFault when `target` exists, cannot be written, or the database does not pass its own checks.
    """
    with (
        tempfile.TemporaryDirectory(prefix=".cities-", dir=target.parent if target.parent.is_dir() else None) as folder,
        new_bundle(target) as bundle,
    ):
        # Uploads before and after the database: whatever the database speaks of was there at one of the two times.
        _add_media(bundle, place.media)
        rows, missing = _add_database(bundle, Path(folder), place)
        _add_media(bundle, place.media)
        for name, path in ((SECRET_KEY, place.secret_key), (ERASED, place.erased)):
            if path.is_file():
                bundle.add_file(name, path)
        missing = [name for name in missing if f"{MEDIA}{name}" not in bundle.files]
        files = sum(name.startswith(MEDIA) for name in bundle.files)
        bundle.close(Manifest(FORMAT, VERSION, rows=rows, details={"missing": missing}))
    return Backup(target, target.stat().st_size, sum(rows.values()), files, tuple(missing))


def keep_backup(*, place: Place, now: datetime) -> Backup:
    """Keep the instance in its own data folder, as is done before an upgrade; the last KEPT of these stay. Raise ArchiveFault."""
    try:
        place.backups.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise ArchiveFault(f"The folder {place.backups} cannot be made: {error.strerror}.") from error
    kept = make_backup(place.backups / f"{UPGRADE}{now:%Y-%m-%dT%H%M%S}.zip", place=place)
    for old in sorted(place.backups.glob(f"{UPGRADE}*.zip"))[:-KEPT]:
        old.unlink()
    return kept


def restore_backup(source: Path, *, place: Place) -> Restored:
    """Bring an instance back into an empty place. Everything is checked before anything is put there.

    Raise ArchiveFault when something is there already or the backup is damaged; then nothing has changed.
    """
    refuse_occupied(place)
    with open_bundle(source, expected=FORMAT, version=VERSION) as bundle:
        place.data_dir.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".restoring-", dir=place.data_dir) as name:
            folder = Path(name)
            for member in bundle.manifest.files:
                bundle.extract(member, folder / member)
            _check_kind(bundle, place)
            if place.database:
                _check_copy(folder / DATABASE, bundle.manifest.rows)
            _put(folder, place)
    return Restored(
        made_at=bundle.manifest.made_at,
        software=bundle.manifest.software,
        rows=sum(bundle.manifest.rows.values()),
        files=len(bundle.names(MEDIA)),
    )


def refuse_occupied(place: Place) -> None:
    """A place that holds an instance is never written over."""
    if place.database and place.database.exists() and place.database.stat().st_size:
        raise ArchiveFault(f"There is a database already: {place.database}. Move it away, or set CITIES_DATA_DIR to an empty folder.")
    if place.media.is_dir() and any(place.media.iterdir()):
        raise ArchiveFault(f"There are uploads already: {place.media}. Move them away, or set CITIES_DATA_DIR to an empty folder.")


def _add_media(bundle: BundleWriter, media: Path) -> None:
    for path in _files(media):
        name = f"{MEDIA}{path.relative_to(media).as_posix()}"
        # Taken away while we looked: then it is not missed either.
        if name not in bundle.files and path.exists():
            bundle.add_file(name, path)


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.is_file() and not path.is_symlink())


def _add_database(bundle: BundleWriter, folder: Path, place: Place) -> tuple[dict[str, int], list[str]]:
    """Returns rows by table, and the uploads it speaks of."""
    if place.database is None:
        dump_database(folder / DUMP)
        bundle.add_file(DUMP, folder / DUMP)
        return count_rows(), []
    copy = folder / DATABASE
    _copy_database(place.database, copy)
    with closing(sqlite3.connect(copy)) as database:
        _refuse_broken(database)
        rows, uploads = _rows(database), _uploads(database)
    bundle.add_file(DATABASE, copy)
    return rows, uploads


def _copy_database(source: Path, copy: Path) -> None:
    """SQLite's own online backup: one moment of the database, in one step so that a busy site cannot make it start over."""
    if not source.is_file():
        raise ArchiveFault(f"There is no database at {source}.")
    with closing(sqlite3.connect(source, timeout=20)) as database, closing(sqlite3.connect(copy)) as target:
        database.backup(target, pages=-1)
        # One file that needs no other beside it.
        target.execute("PRAGMA journal_mode=DELETE")


def _refuse_broken(database: sqlite3.Connection) -> None:
    faults = [row[0] for row in database.execute("PRAGMA integrity_check") if row[0] != "ok"]
    dangling = database.execute("PRAGMA foreign_key_check").fetchall()
    if faults or dangling:
        what = faults[0] if faults else f"a row of {dangling[0][0]} points to a row of {dangling[0][2]} that is not there"
        raise ArchiveFault(f"The database is damaged: {what}.")


def _rows(database: sqlite3.Connection) -> dict[str, int]:
    names = [
        row[0] for row in database.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name")
    ]
    return {name: database.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in names}  # noqa: S608 -- names from the schema itself


def _uploads(database: sqlite3.Connection) -> list[str]:
    known = _rows(database)
    found: set[str] = set()
    for table, column in kept_file_columns():
        # An older database, about to be upgraded, may not have it yet.
        if table in known and column in {row[1] for row in database.execute(f'PRAGMA table_info("{table}")')}:
            found.update(row[0] for row in database.execute(f'SELECT "{column}" FROM "{table}"') if row[0])  # noqa: S608 -- names from our models
    return sorted(found)


def _check_kind(bundle: BundleReader, place: Place) -> None:
    is_embedded = DATABASE in bundle.manifest.files
    if is_embedded and place.database is None:
        raise ArchiveFault(
            "This is a backup of an embedded database; CITIES_DATABASE_URL names a server. Use cities export and cities load to move."
        )
    if not is_embedded and place.database:
        raise ArchiveFault("This is a backup of a PostgreSQL database; set CITIES_DATABASE_URL to an empty one.")


def _check_copy(copy: Path, rows: dict[str, int]) -> None:
    with closing(sqlite3.connect(copy)) as database:
        try:
            _refuse_broken(database)
            found = _rows(database)
        except sqlite3.DatabaseError as error:
            raise ArchiveFault(f"The database in the backup is damaged: {error}.") from error
    if found != rows:
        wrong = sorted(name for name in {*found, *rows} if found.get(name) != rows.get(name))
        raise ArchiveFault(f"The database in the backup does not have the rows its manifest tells of, in {', '.join(wrong[:5])}.")


def _put(folder: Path, place: Place) -> None:
    """A server's database first: it may refuse. A file of our own last: with it the instance exists."""
    if place.database is None:
        load_dump(folder / DUMP)
    if (folder / MEDIA).is_dir():
        place.media.mkdir(parents=True, exist_ok=True)
        for path in (folder / MEDIA).iterdir():
            shutil.move(path, place.media / path.name)
    if (folder / SECRET_KEY).is_file():
        _put_private(folder / SECRET_KEY, place.secret_key)
    if (folder / ERASED).is_file():
        # Whoever was erased after this backup stands in the list that is there only.
        add_lines(place.erased, (folder / ERASED).read_text(encoding="utf-8").splitlines())
    if place.database is None:
        return
    # A write-ahead log of a database that was here before would be played into this one and destroy it.
    for stale in place.database_files[1:]:
        stale.unlink(missing_ok=True)
    place.database.parent.mkdir(parents=True, exist_ok=True)
    _put_private(folder / DATABASE, place.database)


def _put_private(source: Path, target: Path) -> None:
    source.chmod(0o600)
    shutil.move(source, target)
