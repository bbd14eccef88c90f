"""Whether what a process keeps in memory is still true: one query for all of it, asked once in a request.

Vocabularies, territories and the list of what may be found are read on every page and change seldom. Whoever keeps such a thing says at
the start which tables it comes from, and afterwards asks for their version: it changes with every row written, added or taken away.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, wraps
from typing import ParamSpec, TypeVar

from django.db import connection
from django.db.models import AutoField, BigAutoField, Model

Version = tuple[object, ...]
P = ParamSpec("P")
T = TypeVar("T")

_watched: dict[str, tuple[tuple[type[Model], str], ...]] = {}
# What was asked in this moment; None outside of one.
_asked: ContextVar[dict[str, Version] | None] = ContextVar("asked", default=None)


def watch(name: str, *tables: tuple[type[Model], str]) -> None:
    """Called once by the app that owns them, when it is ready: models, each with the field that tells when a row was last written."""
    _watched[name] = tables


def version(name: str) -> Version:
    """One query; within a moment one for everything that is watched, and none after that."""
    return versions([name])[0]


def versions(names: Iterable[str]) -> tuple[Version, ...]:
    """As `version` for several, in one query."""
    wanted, asked = tuple(names), _asked.get()
    if asked is None:
        told = _versions(wanted)
    else:
        if not asked:
            asked.update(_versions(_watched))
        told = asked
    return tuple(told[name] for name in wanted)


@contextmanager
def one_moment() -> Iterator[None]:
    """Within it, what others change is seen as it was at first. For reading only; a moment within a moment is the same."""
    if _asked.get() is not None:
        yield
        return
    token = _asked.set({})
    try:
        yield
    finally:
        _asked.reset(token)


def at_once(read: Callable[P, T]) -> Callable[P, T]:
    """A function that reads all it reads in one moment."""

    @wraps(read)
    def reading(*args: P.args, **kwargs: P.kwargs) -> T:
        with one_moment():
            return read(*args, **kwargs)

    return reading


def _versions(names: Iterable[str]) -> dict[str, Version]:
    wanted = tuple(names)
    with connection.cursor() as cursor:
        cursor.execute(_question(wanted, connection.vendor))
        told = sorted(cursor.fetchall(), key=lambda row: row[:2])
    return {name: tuple(row[2:] for row in told if row[0] == name) for name in wanted}


@cache
def _question(names: tuple[str, ...], vendor: str) -> str:
    """The query in SQL. Each number by itself is read from an index where there is one; asked for together, every row is read."""
    return " UNION ALL ".join(_row(name, model, written) for name in names for model, written in _watched[name])


def _row(name: str, model: type[Model], written: str) -> str:
    quoted, key = connection.ops.quote_name, model._meta.pk
    table = quoted(model._meta.db_table)
    # A number that only grows tells of a row in place of another, whatever the clock says.
    newest = f"MAX({quoted(key.attname)})" if isinstance(key, (AutoField, BigAutoField)) else "COUNT(*)"
    asked = (f"(SELECT {number} FROM {table})" for number in ("COUNT(*)", newest, f"MAX({quoted(written)})"))  # noqa: S608 -- our own tables
    return f"SELECT '{name}', '{table}', {', '.join(asked)}"
