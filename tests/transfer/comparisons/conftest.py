import pytest

from tests.factories import comparison_bench as make_bench


@pytest.fixture
def bench(db):
    return make_bench()
