"""The demo network, loaded once: each test sees it, and takes back what it changes."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.test import override_settings
from django.utils import translation

from cities.commons.instruments.queries import definitions
from cities.config.demo.loading import load_demo


@pytest.fixture(scope="package")
def loaded(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, int]]:
    """How many records loading published. Its files are in a folder of their own, which every test of the network is given."""
    folder = tmp_path_factory.mktemp("demo")
    # Before its first test begins: the one before may have left its language, and a questionnaire of the same number.
    translation.deactivate()
    definitions._remembered.cache_clear()
    with django_db_blocker.unblock(), override_settings(DATA_DIR=folder), transaction.atomic():
        yield load_demo()
        transaction.set_rollback(True)


@pytest.fixture
def demo(loaded: dict[str, int], db: None) -> dict[str, int]:
    return loaded
