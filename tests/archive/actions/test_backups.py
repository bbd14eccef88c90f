import json
import sqlite3
import threading
import zipfile
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime
from hashlib import sha256

import pytest
from django.db import connection

from cities.archive.actions import erase_again, keep_backup, make_backup, restore_backup
from cities.archive.actions.people import remember
from cities.archive.faults import ArchiveFault
from tests.factories import PersonFactory

pytestmark = pytest.mark.skipif(connection.vendor != "sqlite", reason="an embedded database is copied as a file")


def rows(path):
    with closing(sqlite3.connect(path)) as database:
        names = [name for (name,) in database.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")]
        return {name: sorted(map(repr, database.execute(f'SELECT * FROM "{name}"'))) for name in names}  # noqa: S608 -- names from the schema


def uploads(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_backups_before_upgrades_are_the_last_three(database, place):
    for hour in range(5):
        keep_backup(place=place, now=datetime(2026, 11, 22, hour, tzinfo=UTC))

    assert [path.name for path in sorted(place.backups.iterdir())] == [f"before-upgrade-2026-11-22T0{hour}0000.zip" for hour in (2, 3, 4)]


def test_database_of_an_older_version_is_kept_too(database, place):
    with closing(sqlite3.connect(place.database)) as file:
        file.execute("ALTER TABLE wagtaildocs_document RENAME COLUMN file TO former_name")

    assert keep_backup(place=place, now=datetime(2026, 11, 22, tzinfo=UTC)).rows > 0


def repacked(source, target, change):
    """The backup with some of its files changed."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        files = change({name: old.read(name) for name in old.namelist()})
        for name, content in files.items():
            new.writestr(name, content)
    return target


@pytest.fixture
def backup(database, place, tmp_path):
    return make_backup(tmp_path / "backup.zip", place=place)


def test_restored_instance_is_the_same(backup, place, elsewhere):
    restored = restore_backup(backup.path, place=elsewhere)

    assert rows(elsewhere.database) == rows(place.database)
    assert uploads(elsewhere.media) == uploads(place.media) != {}
    assert elsewhere.secret_key.read_text() == "key"
    assert (restored.rows, restored.files) == (backup.rows, backup.files)


def test_nobody_else_can_read_what_was_kept(backup, elsewhere):
    restore_backup(backup.path, place=elsewhere)

    assert [path.stat().st_mode & 0o077 for path in (backup.path, elsewhere.database, elsewhere.secret_key)] == [0, 0, 0]


def test_backup_while_others_write_is_one_moment(database, place, elsewhere, tmp_path):
    with closing(sqlite3.connect(database)) as setting_up:
        setting_up.executescript("CREATE TABLE pair_a (n INTEGER); CREATE TABLE pair_b (n INTEGER);")
    stop, written = threading.Event(), []

    def write():
        with closing(sqlite3.connect(database, timeout=20, isolation_level=None)) as writer:
            while not stop.is_set():
                writer.execute("BEGIN IMMEDIATE")
                writer.execute("INSERT INTO pair_a VALUES (?)", (len(written),))
                writer.execute("INSERT INTO pair_b VALUES (?)", (len(written),))
                writer.execute("COMMIT")
                written.append(len(written))

    thread = threading.Thread(target=write)
    thread.start()
    try:
        backups = [make_backup(tmp_path / f"backup-{number}.zip", place=place) for number in range(3)]
    finally:
        stop.set()
        thread.join()

    restore_backup(backups[-1].path, place=elsewhere)
    kept = rows(elsewhere.database)
    assert kept["pair_a"] == kept["pair_b"] != []
    assert kept["practices_practice"] == rows(database)["practices_practice"]


def test_existing_file_is_not_written_over(backup, place):
    before = backup.path.read_bytes()

    with pytest.raises(ArchiveFault, match="exists already"):
        make_backup(backup.path, place=place)

    assert backup.path.read_bytes() == before


def test_failed_backup_leaves_nothing_behind(place, tmp_path):
    with pytest.raises(ArchiveFault, match="There is no database"):
        make_backup(tmp_path / "backup.zip", place=place)
    with pytest.raises(ArchiveFault, match="There is no folder"):
        make_backup(tmp_path / "nowhere" / "backup.zip", place=place)

    assert [path.name for path in tmp_path.iterdir()] == []


def test_damaged_database_is_not_kept(database, place, tmp_path):
    with closing(sqlite3.connect(database)) as broken:
        broken.execute("PRAGMA foreign_keys=OFF")
        broken.execute("UPDATE practices_practicetext SET record_id = 'nobody' WHERE language = 'ko'")
        broken.commit()

    with pytest.raises(ArchiveFault, match="a row of practices_practicetext points to a row of practices_practice that is not there"):
        make_backup(tmp_path / "backup.zip", place=place)

    assert not (tmp_path / "backup.zip").exists()


def test_uploads_that_are_gone_are_told(database, place, tmp_path):
    (place.media / "documents" / "guide.txt").unlink()

    backup = make_backup(tmp_path / "backup.zip", place=place)

    assert backup.missing == ("documents/guide.txt",)


@pytest.mark.parametrize("occupied", ["cities.sqlite3", "media/picture.jpg"])
def test_restore_refuses_a_place_that_is_taken(backup, elsewhere, occupied):
    taken = elsewhere.data_dir / occupied
    taken.parent.mkdir(parents=True)
    taken.write_text("here already")

    with pytest.raises(ArchiveFault, match=r"There (is a database|are uploads) already"):
        restore_backup(backup.path, place=elsewhere)

    assert taken.read_text() == "here already"
    assert [path for path in elsewhere.data_dir.rglob("*") if path.is_file()] == [taken]


def test_restore_removes_a_stale_log(backup, place, elsewhere):
    elsewhere.data_dir.mkdir()
    for suffix in ("-wal", "-shm"):
        elsewhere.database.with_name(f"cities.sqlite3{suffix}").write_bytes(b"of another database")

    restore_backup(backup.path, place=elsewhere)

    assert rows(elsewhere.database) == rows(place.database)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda files: {**files, "database.sqlite3": files["database.sqlite3"][:-1] + b"x"}, "damaged"),
        (lambda files: {**files, "database.sqlite3": files["database.sqlite3"] + b"x"}, "larger than its manifest says"),
        (lambda files: {**files, "extra.txt": b"extra"}, "do not agree about extra.txt"),
        (lambda files: {name: content for name, content in files.items() if name != "secret-key"}, "do not agree about secret-key"),
        (lambda files: {name: content for name, content in files.items() if name != "manifest.json"}, "no manifest"),
        (lambda files: {**files, "manifest.json": b"{"}, "no manifest"),
        (lambda files: {**files, "manifest.json": b"[]"}, "no manifest"),
        (lambda files: {**files, "manifest.json": files["manifest.json"].replace(b"cities-backup", b"cities-export")}, "not cities-backup"),
        (lambda files: {**files, "manifest.json": files["manifest.json"].replace(b'"version": 1', b'"version": 2')}, "newer CITIES"),
        (
            lambda files: {
                **files,
                "manifest.json": files["manifest.json"].replace(b'"practices_practice": 3', b'"practices_practice": 4'),
            },
            "rows its manifest tells of, in practices_practice",
        ),
    ],
)
def test_backup_that_was_tampered_with_changes_nothing(backup, elsewhere, tmp_path, change, message):
    tampered = repacked(backup.path, tmp_path / "tampered.zip", change)

    with pytest.raises(ArchiveFault, match=message):
        restore_backup(tampered, place=elsewhere)

    assert [path for path in elsewhere.data_dir.rglob("*") if path.is_file()] == []


@pytest.mark.parametrize("name", ["../outside.txt", "/outside.txt", "media/../../outside.txt", "media\\..\\outside.txt"])
def test_backup_cannot_write_outside_its_folder(backup, elsewhere, tmp_path, name):
    def smuggle(files):
        manifest = json.loads(files["manifest.json"])
        manifest["files"][name] = {"size": 1, "sha256": "0"}
        return {**files, name: b"x", "manifest.json": json.dumps(manifest).encode()}

    with pytest.raises(ArchiveFault, match="outside the folder"):
        restore_backup(repacked(backup.path, tmp_path / "smuggled.zip", smuggle), place=elsewhere)

    assert not list(tmp_path.rglob("outside.txt"))


@pytest.mark.parametrize("content", [b"", b"not a zip", b"PK\x03\x04 cut off"])
def test_what_is_no_backup_is_refused(elsewhere, tmp_path, content):
    file = tmp_path / "something.zip"
    file.write_bytes(content)

    with pytest.raises(ArchiveFault, match="damaged or was not made by CITIES"):
        restore_backup(file, place=elsewhere)


def test_backup_of_a_file_is_not_for_a_server(backup, elsewhere):
    with pytest.raises(ArchiveFault, match="embedded database"):
        restore_backup(backup.path, place=replace(elsewhere, database=None))


def test_backup_of_a_server_is_not_for_a_file(database, place, elsewhere, tmp_path, backup):
    dumped = repacked(backup.path, tmp_path / "dumped.zip", as_dump)

    with pytest.raises(ArchiveFault, match="PostgreSQL"):
        restore_backup(dumped, place=elsewhere)


def test_server_that_refuses_a_backup_leaves_everything_as_it_was(backup, elsewhere, tmp_path):
    dumped = repacked(backup.path, tmp_path / "dumped.zip", as_dump)

    with pytest.raises(ArchiveFault, match="is not empty"):
        restore_backup(dumped, place=replace(elsewhere, database=None))

    assert list(elsewhere.data_dir.iterdir()) == []


def as_dump(files):
    manifest = json.loads(files["manifest.json"])
    manifest["files"]["database.pgdump"] = manifest["files"].pop("database.sqlite3")
    content = files.pop("database.sqlite3")
    return {**files, "database.pgdump": content, "manifest.json": json.dumps(manifest).encode()}


def test_database_that_is_no_database_is_refused(backup, elsewhere, tmp_path):
    def spoil(files):
        content = b"x" * 4096
        manifest = json.loads(files["manifest.json"])
        manifest["files"]["database.sqlite3"] = {"size": len(content), "sha256": sha256(content).hexdigest()}
        return {**files, "database.sqlite3": content, "manifest.json": json.dumps(manifest).encode()}

    with pytest.raises(ArchiveFault, match="The database in the backup is damaged"):
        restore_backup(repacked(backup.path, tmp_path / "spoilt.zip", spoil), place=elsewhere)


def test_list_of_erasures_is_kept_and_brought_back(database, place, elsewhere, tmp_path):
    place.erased.write_text("salt abc\n")
    backup = make_backup(tmp_path / "backup.zip", place=place)

    restore_backup(backup.path, place=elsewhere)

    assert elsewhere.erased.read_text() == "salt abc\n"


def test_newer_list_of_erasures_is_kept_beside_that_of_the_backup(database, place, elsewhere, tmp_path):
    remember("before@example.org", place=place, today=date(2026, 11, 1))
    backup = make_backup(tmp_path / "backup.zip", place=place)
    remember("after@example.org", place=elsewhere, today=date(2026, 11, 22))
    newer = elsewhere.erased.read_text()

    restore_backup(backup.path, place=elsewhere)

    assert elsewhere.erased.read_text() == newer + place.erased.read_text()
    for address in ("before@example.org", "after@example.org"):
        PersonFactory(name="Zéa Quillmaster", address=address)
    assert erase_again(place=elsewhere, today=date(2026, 11, 23)) == 2
    assert elsewhere.erased.read_text() == newer + place.erased.read_text()
