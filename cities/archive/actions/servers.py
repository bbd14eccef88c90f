"""A database kept by a PostgreSQL server: its own programs know best how to copy it."""

import os
import shutil
import subprocess
from pathlib import Path

from django.db import connection

from cities.archive.faults import ArchiveFault

DUMP, RESTORE = "pg_dump", "pg_restore"


def dump_database(target: Path) -> None:
    """One moment of the database, in PostgreSQL's custom format."""
    _run(DUMP, ["--format=custom", "--no-owner", "--no-privileges", f"--file={target}"])


def count_rows() -> dict[str, int]:
    """Rows by table, as they are when asked: a measure of what was kept, not a check."""
    with connection.cursor() as cursor:
        counts = {}
        for table in sorted(connection.introspection.table_names(cursor)):
            cursor.execute(f"SELECT count(*) FROM {connection.ops.quote_name(table)}")  # noqa: S608 -- names from the schema itself
            counts[table] = int(cursor.fetchone()[0])
    return counts


def load_dump(source: Path) -> None:
    """Into an empty database; all of it or, when something fails, nothing."""
    if connection.introspection.table_names():
        raise ArchiveFault("The database CITIES_DATABASE_URL names is not empty. Make a new one.")
    _run(RESTORE, ["--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction", "--dbname", _name(), str(source)])


def _run(program: str, arguments: list[str]) -> None:
    path = shutil.which(program)
    if path is None:
        raise ArchiveFault(
            f"The database is kept by a PostgreSQL server and {program} is not installed here. "
            "Install postgresql-client, or let the server's own backup take care of the database and copy the media folder; "
            "cities export works without it."
        )
    given = connection.settings_dict
    environment = {
        **os.environ,
        **{
            name: str(value)
            for name, value in (
                ("PGHOST", given["HOST"]),
                ("PGPORT", given["PORT"]),
                ("PGUSER", given["USER"]),
                ("PGPASSWORD", given["PASSWORD"]),
                ("PGDATABASE", given["NAME"]),
            )
            if value
        },
    }
    done = subprocess.run([path, *arguments], env=environment, capture_output=True, text=True, check=False)  # noqa: S603 -- fixed program, no outside input
    if done.returncode:
        raise ArchiveFault(f"{program} failed: {done.stderr.strip()[:500]}")


def _name() -> str:
    return str(connection.settings_dict["NAME"])
