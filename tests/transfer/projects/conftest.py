import pytest

from tests.factories import table as make_table


@pytest.fixture
def table(db):
    return make_table()
