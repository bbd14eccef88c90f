from threading import Lock
from time import sleep

import numpy as np
import pytest

from cities.search.queries.vectors import Remembered, encode_ahead, forget_queries, is_remembered, query_vector


@pytest.fixture
def remembered():
    memory = Remembered(most=2)
    memory.keep("e5", "gardens", b"1")
    memory.keep("e5", "markets", b"2")
    return memory


def test_vector_is_remembered_by_encoder_and_words(remembered):
    assert remembered.get("e5", "gardens") == b"1"
    assert remembered.get("use", "gardens") is None
    assert remembered.get("e5", "homes") is None


def test_what_was_asked_for_longest_ago_is_forgotten_first(remembered):
    remembered.get("e5", "gardens")
    remembered.keep("e5", "homes", b"3")

    assert [remembered.has("e5", words) for words in ("gardens", "markets", "homes")] == [True, False, True]


def test_nothing_is_left_when_all_is_forgotten(remembered):
    remembered.clear()

    assert not remembered.has("e5", "gardens")


def test_query_is_encoded_once(encoder):
    forget_queries()
    assert not is_remembered("some market")

    first = query_vector("some market", "en")

    assert is_remembered("some market")
    assert query_vector("some market", "en").tolist() == first.tolist()


def test_without_an_encoder_nothing_is_remembered(settings):
    settings.ENCODER_URL = "none://"

    assert not is_remembered("some market")
    assert query_vector("some market", "en") is None


def test_query_that_is_about_to_be_asked_is_read_ahead(encoder):
    begun = encode_ahead("prêter aux vendeuses", "fr")

    assert begun is not None
    assert begun.result() is not None
    assert is_remembered("prêter aux vendeuses")
    assert encode_ahead("prêter aux vendeuses", "fr") is None


class Slow:
    """An encoder that notes what it is asked and how many at the same time."""

    name = "slow"
    size = 3

    def __init__(self, at_once):
        self.at_once = at_once
        self.asked, self.most, self._now = [], 0, 0
        self._lock = Lock()

    def queries(self, texts):
        with self._lock:
            self.asked += texts
            self._now += 1
            self.most = max(self.most, self._now)
        sleep(0.02)
        with self._lock:
            self._now -= 1
        return np.eye(len(texts), self.size, dtype=np.float32)


@pytest.mark.parametrize("at_once", [1, 3])
def test_queries_are_encoded_as_many_at_once_as_the_encoder_says_and_one_by_one_in_their_order(monkeypatch, at_once):
    forget_queries()
    slow = Slow(at_once)
    monkeypatch.setattr("cities.search.queries.vectors.chosen_encoder", lambda: slow)
    words = [f"market {number}" for number in range(6)]

    begun = [encode_ahead(each, "en") for each in words]

    assert all(vector.result() is not None for vector in begun)
    assert (slow.asked if at_once == 1 else sorted(slow.asked)) == words
    assert slow.most == at_once


def test_without_an_encoder_nothing_is_read_ahead(settings):
    settings.ENCODER_URL = "none://"

    assert encode_ahead("a query nobody has asked", "en") is None
