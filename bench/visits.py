"""One request as a browser sends it, answered by the site's WSGI application without a network, with what it cost. Runs in a worker."""

import cProfile
import gzip
import io
import pstats
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any
from wsgiref.types import WSGIApplication
from wsgiref.util import setup_testing_defaults

BROWSER = {"HTTP_HOST": "localhost", "HTTP_ACCEPT_LANGUAGE": "en", "HTTP_ACCEPT_ENCODING": "gzip"}
PROFILED_VISITS = 10


def visit(path: str) -> dict[str, Any]:
    """Status, processor and wall milliseconds, bytes raw and gzipped, SQL queries. Who compresses answers itself pays for it here."""
    application = _application()
    with _counted_queries() as queries:
        began, wall = time.process_time(), time.perf_counter()
        status, sent, is_compressed = _call(application, path)
        cpu, wall = time.process_time() - began, time.perf_counter() - wall
    body = gzip.decompress(sent) if is_compressed else sent
    return {
        "status": status,
        "cpu": cpu * 1000,
        "wall": wall * 1000,
        "bytes": len(body),
        "gzip": len(sent if is_compressed else gzip.compress(body, 6)),
        "queries": len(queries),
    }


def profile_visit(path: str, lines: int) -> dict[str, Any]:
    """Where the time of a warm visit goes: the costliest functions, and every query with its milliseconds."""
    application = _application()
    _call(application, path)
    with _counted_queries() as queries:
        _call(application, path)
    profile = cProfile.Profile()
    profile.enable()
    for _ in range(PROFILED_VISITS):
        _call(application, path)
    profile.disable()
    told = io.StringIO()
    pstats.Stats(profile, stream=told).sort_stats("cumulative").print_stats(lines)
    return {"functions": told.getvalue(), "queries": [{"ms": ms, "sql": sql} for sql, ms in queries]}


def _call(application: WSGIApplication, path: str) -> tuple[int, bytes, bool]:
    """As a server would: the answer is read to its end and closed, which tells Django that the request is over.

    Returns the status, the body as sent, and whether that is gzipped.
    """
    where, _, query = path.partition("?")
    environ: dict[str, Any] = {"PATH_INFO": where, "QUERY_STRING": query, **BROWSER}
    setup_testing_defaults(environ)
    told: dict[str, str] = {}

    def start_response(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> Callable[[bytes], object]:
        told.update({name.lower(): value for name, value in headers}, status=status)
        return lambda data: None

    answer = application(environ, start_response)
    try:
        body = b"".join(answer)
    finally:
        if hasattr(answer, "close"):
            answer.close()
    return int(told["status"].split()[0]), body, told.get("content-encoding") == "gzip"


@cache
def _application() -> WSGIApplication:
    from django.core.wsgi import get_wsgi_application

    application: WSGIApplication = get_wsgi_application()
    return application


@contextmanager
def _counted_queries() -> Iterator[list[tuple[str, float]]]:
    """Collects every statement with its milliseconds; a wrapper of a few lines, the same on both sides."""
    from django.db import connection

    found: list[tuple[str, float]] = []

    def count(execute: Any, sql: str, *rest: Any) -> Any:
        began = time.perf_counter()
        try:
            return execute(sql, *rest)
        finally:
            found.append((sql, (time.perf_counter() - began) * 1000))

    with connection.execute_wrapper(count):
        yield found
