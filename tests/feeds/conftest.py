from collections.abc import Iterator

import pytest
from django.utils import translation


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    """Requests of other tests leave their language behind in the thread."""
    with translation.override("en"):
        yield
