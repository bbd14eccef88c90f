"""Where an instance keeps what it has."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connections


@dataclass(frozen=True)
class Place:
    """`database` is the file of an embedded database, None when a server keeps it."""

    data_dir: Path
    media: Path
    database: Path | None

    @property
    def secret_key(self) -> Path:
        return self.data_dir / "secret-key"

    @property
    def erased(self) -> Path:
        """Digests of addresses that were erased, so that an older backup does not bring people back."""
        return self.data_dir / "erased"

    @property
    def backups(self) -> Path:
        """Those the software makes by itself, before it changes the database."""
        return self.data_dir / "backups"

    @property
    def database_files(self) -> tuple[Path, ...]:
        """The database with what SQLite keeps beside it."""
        if self.database is None:
            return ()
        return tuple(self.database.with_name(f"{self.database.name}{suffix}") for suffix in ("", "-wal", "-shm", "-journal"))


def this_place() -> Place:
    """What the settings say."""
    database: dict[str, Any] = connections[DEFAULT_DB_ALIAS].settings_dict
    is_embedded = database["ENGINE"].endswith("sqlite3")
    return Place(
        data_dir=settings.ENVIRONMENT.data_dir,
        media=Path(settings.MEDIA_ROOT),
        # sqlite:////folder names it with two slashes.
        database=Path("/", database["NAME"].lstrip("/")) if is_embedded else None,
    )
