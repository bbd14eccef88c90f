"""A rebuild whose process is killed, as an operator or the system would, on a database file of its own."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest
from django.db import connection

pytestmark = pytest.mark.skipif(connection.vendor != "sqlite", reason="the embedded database is a file")
# Every vocabulary and territory that is shipped: more records than are written at once.
HELD = "SELECT kind, COUNT(*) FROM search_entry WHERE digest <> 'old' GROUP BY kind"


@pytest.fixture
def environment(tmp_path):
    given = {name: value for name, value in os.environ.items() if not name.startswith("CITIES_")}
    own = {"CITIES_DATA_DIR": str(tmp_path), "CITIES_DEBUG": "1", "CITIES_SECRET_KEY": "k" * 50, "CITIES_ENCODER_URL": "none://"}
    return {**given, **own, "PYTHONUNBUFFERED": "1"}


@pytest.fixture
def cities(environment):
    def run(*arguments):
        command = [sys.executable, "-m", "cities", *arguments]
        return subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout

    return run


@pytest.fixture
def file(tmp_path):
    with closing(sqlite3.connect(tmp_path / "cities.sqlite3", isolation_level=None)) as file:
        yield file


def killed_once_it_says(line, environment):
    """Starts a rebuild and kills it when it has told this; returns how it ended."""
    command = [sys.executable, "-m", "cities", "manage", "rebuild_index"]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as rebuild:
        next(told for told in rebuild.stdout if told == line)
        rebuild.kill()
        return rebuild.wait()


def test_rebuild_that_is_killed_loses_nothing_and_the_site_stays_searchable(cities, environment, file):
    def found():
        return [one["title"] for one in json.loads(cities("search", "Senegal", "--kind", "territory", "--json"))["results"]]

    cities("init")
    cities("manage", "rebuild_index")
    whole = dict(file.execute(HELD))
    # As after an upgrade that reads words in another way: every record is written again.
    file.execute("UPDATE search_entry SET digest = 'old'")

    ended = killed_once_it_says("  200 concept\n", environment)
    part, between = dict(file.execute(HELD)), found()
    cities("manage", "rebuild_index")

    assert (ended, file.execute("PRAGMA integrity_check").fetchone()) == (-signal.SIGKILL, ("ok",))
    assert 200 <= sum(part.values()) < sum(whole.values())
    assert between == ["Senegal"]
    assert dict(file.execute(HELD)) == whole
    assert file.execute("SELECT COUNT(*) FROM search_indexstate").fetchone() == (0,)
