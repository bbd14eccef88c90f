"""Whether what a process keeps in memory is still true: one query for all of it, asked once in a request.

Vocabularies, territories and the list of what may be found are read on every page and change seldom. Whoever keeps such a thing says at
the start which tables it comes from, and afterwards asks for their version: it changes with every row written, added or taken away.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, wraps
from typing import Any, ParamSpec, TypeVar

from django.db import connection
from django.db.models import AutoField, BigAutoField, CharField, Count, Max, Model, QuerySet, Value

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
    asked = _asked.get()
    if asked is None:
        return _versions([name])[name]
    if not asked:
        asked.update(_versions(_watched))
    return asked[name]


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
        cursor.execute(*_question(wanted, connection.vendor))
        told = sorted(cursor.fetchall(), key=lambda row: row[:2])
    return {name: tuple(row[2:] for row in told if row[0] == name) for name in wanted}


@cache
def _question(names: tuple[str, ...], vendor: str) -> tuple[str, tuple[Any, ...]]:
    """The query in SQL: it is the same each time, and to write it takes Django longer than the database to answer."""
    first, *others = (_row(name, model, written) for name in names for model, written in _watched[name])
    sql, parameters = first.union(*others, all=True).query.sql_with_params()
    return sql, tuple(parameters)


def _row(name: str, model: type[Model], written: str) -> QuerySet[Any, Any]:
    rows = model._default_manager.order_by().annotate(
        watched=Value(name, output_field=CharField()), table=Value(model._meta.db_table, output_field=CharField())
    )
    # A number that only grows tells of a row in place of another, whatever the clock says.
    newest = Max("pk") if isinstance(model._meta.pk, (AutoField, BigAutoField)) else Count("pk")
    counted = rows.values("watched", "table").annotate(rows=Count("pk"), newest=newest, latest=Max(written))
    told: QuerySet[Any, Any] = counted.values_list("watched", "table", "rows", "newest", "latest")
    return told
