import pytest

from tests.security.world import World, make_world


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--write-addresses",
        action="store_true",
        help="write tests/security/addresses.csv anew from what the site answers now, for a person to review",
    )


@pytest.fixture
def world(db: None) -> World:
    return make_world()
