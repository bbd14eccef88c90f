import pytest
from django.utils import translation

from tests.factories import advice_bench as make_bench


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


@pytest.fixture
def bench(db):
    return make_bench()
