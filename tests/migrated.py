"""The tables every test starts from, made once: migrating takes longer than most tests, and each test process would do it anew."""

import fcntl
import hashlib
from pathlib import Path
from typing import Any

from django.apps import apps
from django.core.management.commands import migrate
from django.db import connections
from pysqlite3 import dbapi2 as sqlite3


def keep_tables(folder: Path) -> None:
    """From now on an empty SQLite database is filled from a copy in `folder`, which the first to migrate leaves there."""
    handle = migrate.Command.handle

    def filled(self: migrate.Command, *arguments: Any, **options: Any) -> None:
        connection = connections[options["database"]]
        if connection.vendor != "sqlite" or connection.introspection.table_names():
            handle(self, *arguments, **options)
            return
        copy = folder / f"{_state()}.sqlite3"
        with (folder / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if copy.exists():
                with sqlite3.connect(copy) as source:
                    source.backup(connection.connection)
                source.close()
                return
            handle(self, *arguments, **options)
            with sqlite3.connect(copy.with_suffix(".new")) as target:
                connection.connection.backup(target)
            target.close()
            copy.with_suffix(".new").rename(copy)

    migrate.Command.handle = filled


def _state() -> str:
    """A digest of everything that makes tables: all migrations, ours and those of libraries."""
    told = hashlib.sha256()
    for app in sorted(apps.get_app_configs(), key=lambda app: app.label):
        for path in sorted(Path(app.path, "migrations").glob("*.py")):
            told.update(f"{app.label}/{path.name}".encode() + path.read_bytes())
    return told.hexdigest()[:16]
