import shutil

import pytest
from django.db import connection

from cities.archive.actions.servers import count_rows, dump_database, load_dump
from cities.archive.faults import ArchiveFault
from tests.factories import UserFactory


def test_missing_program_is_named_with_the_ways_out(db, tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(ArchiveFault, match=r"pg_dump is not installed here\. Install postgresql-client, .* cities export works without it"):
        dump_database(tmp_path / "dump")


def test_database_in_use_is_not_written_over(db, tmp_path):
    with pytest.raises(ArchiveFault, match="is not empty"):
        load_dump(tmp_path / "dump")


def test_rows_are_counted_by_table(db):
    UserFactory()

    assert count_rows()["accounts_user"] == 1


@pytest.mark.skipif(shutil.which("pg_dump") is None, reason="pg_dump is not installed")
@pytest.mark.skipif(connection.vendor == "postgresql", reason="it would work")
def test_what_the_program_says_is_passed_on(db, tmp_path):
    with pytest.raises(ArchiveFault, match="pg_dump failed: "):
        dump_database(tmp_path / "dump")
