from datetime import timedelta

import pytest
from django.core.cache.backends import db
from django.core.management import call_command
from django.db import OperationalError, connection
from django.utils import timezone

from cities.config.environment import cache_settings
from cities.core.askers import is_within


@pytest.fixture
def shared_cache(settings, db):
    """The one of a real site; the tests' own is in memory."""
    settings.CACHES = {"default": cache_settings("db://")}
    call_command("createcachetable", verbosity=0)


def test_only_so_many_are_let_through_for_each_key():
    answers = [is_within("letters", "awa", most=2, seconds=60) for _ in range(3)]

    assert answers == [True, True, False]
    assert is_within("letters", "bintou", most=2, seconds=60)
    assert is_within("visits", "awa", most=2, seconds=60)


def test_a_day_is_a_day_in_the_cache_all_processes_share(shared_cache, monkeypatch):
    for _ in range(2):
        is_within("letters", "awa", most=2, seconds=24 * 60 * 60)

    # Django's own forgets what it counts five minutes after the last.
    for hours, is_let_through in ((23, False), (25, True)):
        moment = timezone.now() + timedelta(hours=hours)
        monkeypatch.setattr(db, "tz_now", lambda moment=moment: moment)
        assert is_within("letters", "awa", most=2, seconds=24 * 60 * 60) is is_let_through


def test_a_database_that_cannot_be_written_keeps_nobody_out(shared_cache):
    def full(execute, sql, params, many, context):
        if sql.startswith(("INSERT", "UPDATE")):
            raise OperationalError("database or disk is full")
        return execute(sql, params, many, context)

    is_within("letters", "awa", most=1, seconds=60)
    with connection.execute_wrapper(full):
        answers = [is_within("letters", key, most=1, seconds=60) for key in ("awa", "bintou")]

    assert answers == [True, True]
