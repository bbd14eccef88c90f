"""Put a SQLite without the WAL-reset bug in place of the interpreter's own."""

import sys

# Two connections that write and checkpoint at once could corrupt the file in 3.7.0 - 3.51.2: https://sqlite.org/wal.html#walresetbug
FIRST_SOUND_VERSION = (3, 51, 3)


def use_bundled_sqlite() -> None:
    """Must run before Django's database backend is imported: it binds the driver's name at import."""
    import pysqlite3  # noqa: PLC0415 -- only here, so that nothing else names the driver
    import pysqlite3.dbapi2  # noqa: PLC0415 -- as above

    sys.modules["sqlite3"] = pysqlite3
    sys.modules["sqlite3.dbapi2"] = pysqlite3.dbapi2


def is_sound(version: tuple[int, ...]) -> bool:
    return version >= FIRST_SOUND_VERSION
