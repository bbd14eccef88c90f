"""`script/test --postgres`: the same tests on a real PostgreSQL, the one of CITIES_TEST_POSTGRES_URL or one started for the run.

A pytest plugin, because the address must stand in the environment before Django's settings are read. Workers of a parallel run inherit it.
"""

import os

import pytest

from bench.servers import postgres_address

if not os.environ.get("CITIES_DATABASE_URL"):
    os.environ["CITIES_DATABASE_URL"] = postgres_address()


@pytest.fixture(autouse=True)
def _connection_stays_open(monkeypatch: pytest.MonkeyPatch) -> None:
    """A response that is closed, or a turn of the background work, ends by closing connections; here it holds the test's transaction."""
    from django.db import connection

    close = connection.close_if_unusable_or_obsolete
    monkeypatch.setattr(connection, "close_if_unusable_or_obsolete", lambda: None if connection.in_atomic_block else close())
