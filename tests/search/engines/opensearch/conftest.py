from collections.abc import Iterator

import pytest

from cities.search.engines.opensearch import Service, service_at
from tests.search.engines.opensearch.recorded import Recorded, recorded_server


@pytest.fixture
def recorded() -> Iterator[Recorded]:
    with recorded_server() as server:
        yield server


@pytest.fixture
def service(recorded: Recorded) -> Service:
    return service_at(recorded.url)
