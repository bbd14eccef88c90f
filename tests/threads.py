"""Many at once, as on a site with many readers: each thread with a connection of its own, to a database that is a file or a server."""

import sqlite3
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path
from threading import Barrier
from typing import TypeVar

from django.db import connection, connections

R = TypeVar("R")


@contextmanager
def database_on_disk(path: Path) -> Iterator[None]:
    """What the test has written so far, in a file that threads may open; the test's own connection stays where it is.

    Threads in memory would share one connection's locks, which is not how the site runs.
    """
    if connection.vendor != "sqlite":
        yield
        return
    connection.ensure_connection()
    with closing(sqlite3.connect(path)) as file:
        connection.connection.backup(file)
    settings = connections.settings["default"]
    # The test's connection reads its name when it closes: it gets a copy that does not change.
    connection.settings_dict = dict(connection.settings_dict)
    before = settings["NAME"]
    settings["NAME"] = str(path)
    try:
        yield
    finally:
        settings["NAME"] = before


def all_at_once(jobs: list[Callable[[], R]]) -> list[R | BaseException]:
    """Each job in a thread, begun at the same moment; what it returned or raised."""
    gate = Barrier(len(jobs))

    def run(job: Callable[[], R]) -> R | BaseException:
        try:
            gate.wait()
            return job()
        except Exception as error:  # noqa: BLE001 -- the test looks at it
            return error
        finally:
            connections["default"].close()

    with ThreadPoolExecutor(len(jobs)) as pool:
        return list(pool.map(run, jobs))


def in_a_thread(job: Callable[[], R]) -> R:
    [result] = all_at_once([job])
    if isinstance(result, BaseException):
        raise result
    return result
