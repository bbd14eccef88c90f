"""The commands as an operator runs them, on a database file of its own."""

import json
import os
import sqlite3
import subprocess
import sys
import zipfile
from contextlib import closing
from datetime import date

import pytest
from django.db import connection

from cities.archive.actions.people import remember, sweep

pytestmark = pytest.mark.skipif(connection.vendor != "sqlite", reason="the embedded database is a file")


@pytest.fixture
def cities(database, place):
    def run(*arguments, place=place):
        environment = {name: value for name, value in os.environ.items() if not name.startswith("CITIES_")}
        environment |= {"CITIES_DATA_DIR": str(place.data_dir), "CITIES_DEBUG": "1", "CITIES_SECRET_KEY": "k" * 50}
        command = [sys.executable, "-m", "cities", *arguments, "--json"]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        return done.returncode, json.loads(done.stdout) if done.returncode == 0 else done.stderr

    return run


def test_export_of_a_working_instance_is_one_moment(cities, tmp_path):
    status, told = cities("export", str(tmp_path / "export.zip"))

    assert (status, told["rows"]["practices.Practice"], told["files"]) == (0, 3, 2)


def test_erased_person_is_gone_from_the_file_and_from_restored_backups(cities, place, elsewhere, tmp_path):
    cities("backup", str(tmp_path / "backup.zip"))
    status, told = cities("erase-person", "--yes", "awa@example.org")
    kept = place.database.read_bytes()

    assert status == 0, told
    assert told["deleted"]["members.Person"] == 1
    assert b"Quillmaster" not in kept
    elsewhere.data_dir.mkdir()
    elsewhere.erased.write_text(place.erased.read_text())

    status, told = cities("restore", str(tmp_path / "backup.zip"), place=elsewhere)

    assert (status, told["erased_again"]) == (0, 1)
    assert b"Quillmaster" not in elsewhere.database.read_bytes()


def test_older_database_is_kept_before_it_is_brought_up_to_date(cities, place):
    with closing(sqlite3.connect(place.database)) as file:
        file.execute("DELETE FROM django_migrations WHERE app = 'intake'")
        for (table,) in file.execute("SELECT name FROM sqlite_schema WHERE name LIKE 'intake_%' AND type = 'table'").fetchall():
            file.execute(f"DROP TABLE {table}")
        file.commit()

    status, _told = cities("import", "--undo", "99")

    [kept] = place.backups.iterdir()
    assert (status, kept.name.startswith("before-upgrade-"), kept.stat().st_mode & 0o077) == (1, True, 0)
    with zipfile.ZipFile(kept) as bundle:
        assert json.loads(bundle.read("manifest.json"))["rows"]["practices_practice"] == 3
    with closing(sqlite3.connect(place.database)) as file:
        assert file.execute("SELECT count(*) FROM intake_batch").fetchone() == (0,)


def test_database_without_a_backup_is_left_as_it_is(cities, place):
    place.backups.write_text("a file where the folder should be")
    with closing(sqlite3.connect(place.database)) as file:
        file.execute("DELETE FROM django_migrations WHERE app = 'intake'")
        file.commit()

    status, told = cities("import", "--undo", "99")

    assert (status, "was left as it is, because no backup could be made first" in told) == (1, True)
    with closing(sqlite3.connect(place.database)) as file:
        assert file.execute("SELECT count(*) FROM django_migrations WHERE app = 'intake'").fetchone() == (0,)


def test_command_that_cannot_be_done_says_why(cities, tmp_path):
    status, told = cities("restore", str(tmp_path / "nothing.zip"))

    assert (status, told.startswith("There is a database already")) == (1, True)


def test_sweeping_waits_for_readers(database):
    reader = sqlite3.connect(database, isolation_level=None)
    reader.execute("BEGIN EXCLUSIVE")

    assert sweep(database, patience=0.1) is False

    reader.execute("ROLLBACK")
    reader.close()
    assert sweep(database) is True


def test_list_of_erasures_survives_a_restore(place):
    remember("somebody@example.org", place=place, today=date(2026, 11, 22))
    before = place.erased.read_text()
    remember("other@example.org", place=place, today=date(2026, 11, 23))

    assert place.erased.read_text().startswith(before)
    assert len(place.erased.read_text().splitlines()) == 3
