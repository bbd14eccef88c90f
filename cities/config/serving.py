"""Web server and background worker as one service."""

import ctypes
import gc
import logging
import subprocess
import sys
import threading
from typing import Any

from gunicorn.app.base import BaseApplication

from cities.config.processes import SECONDS_TO_END, KeptProcess

# Long enough for its language to be guessed.
FIRST_QUESTION = "What the first reader of this morning would ask"
# Of mallopt(3).
M_ARENA_MAX = -8
logger = logging.getLogger(__name__)


class Site(BaseApplication):  # type: ignore[misc]  # gunicorn is untyped
    """gunicorn with our options, so that one command serves the site."""

    def __init__(self, options: dict[str, Any]) -> None:
        self.options = options
        super().__init__()

    def load_config(self) -> None:
        for name, value in self.options.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        from cities.config.wsgi import application  # noqa: PLC0415 -- only in the worker process

        return application


def warm_in_background(worker: object = None) -> threading.Thread:
    """Called in each new worker process, which answers meanwhile."""
    from cities.search.encoding import one_thread_a_query  # noqa: PLC0415 -- only in the worker process

    one_thread_a_query()
    share_memory()
    thread = threading.Thread(target=warm_up, name="warming", daemon=True)
    thread.start()
    return thread


def warm_up() -> None:
    """Bring into memory what a first search would wait for: encoder, model of languages, vectors, names and subjects."""
    from django.db import DatabaseError, connection  # noqa: PLC0415 -- only in the worker process

    from cities.search.queries import Search, rank  # noqa: PLC0415 -- as above

    try:
        rank(Search(FIRST_QUESTION, reader="en"))
    except DatabaseError:
        # Whoever searches first waits a moment longer; the site itself is well.
        logger.warning("Nothing could be searched at the start.", exc_info=True)
    finally:
        connection.close()
    leave_alone()


def leave_alone() -> None:
    """Spare the collector of garbage what is in memory by now and stays: it would look through all of it again and again.

    With 8,000 records that took a fifth of a second each time, in the middle of somebody's search. What loading needed goes back to
    the system.
    """
    gc.collect()
    gc.freeze()
    if trim := getattr(ctypes.CDLL(None), "malloc_trim", None):
        trim(0)


def share_memory() -> None:
    """One store of memory for all threads: each with its own keeps what it once took. Only GNU's library has more than one."""
    if choose := getattr(ctypes.CDLL(None), "mallopt", None):
        choose(M_ARENA_MAX, 1)


def serve_site(host: str, port: int, *, workers: int) -> None:
    """Serve until stopped; the background worker lives and dies with the web server, and is started again if it dies before."""
    background = KeptProcess(lambda: subprocess.Popen([sys.executable, "-m", "cities", "worker"]))
    try:
        Site(
            {
                "bind": f"{host}:{port}",
                "workers": workers,
                "threads": 4,
                "timeout": 60,
                "accesslog": None,
                "post_worker_init": warm_in_background,
                # Django leaves the body of HEAD answers to the server, which drops it and would warn each time.
                "loglevel": "error",
                # Names and addresses are in query strings; proxies keep the access log.
                "forwarded_allow_ips": "127.0.0.1",
            }
        ).run()
    finally:
        # It waits for its own child in turn.
        background.end(patience=2 * SECONDS_TO_END)
