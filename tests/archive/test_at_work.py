"""The commands as an operator runs them, on a database file of its own."""

import json
import os
import subprocess
import sys
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


def test_command_that_cannot_be_done_says_why(cities, tmp_path):
    status, told = cities("restore", str(tmp_path / "nothing.zip"))

    assert (status, told.startswith("There is a database already")) == (1, True)


def test_sweeping_waits_for_readers(database):
    import sqlite3

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
