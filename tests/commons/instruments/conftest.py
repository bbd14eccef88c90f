import pytest

from cities.commons.instruments.queries import definitions


@pytest.fixture(autouse=True)
def forget_versions():
    """What is published is remembered by its key, which another test may give to another version."""
    definitions._remembered.cache_clear()
