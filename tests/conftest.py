"""What every test starts from: no network, a private data folder, no cached vocabularies."""

import os
from pathlib import Path

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import translation

from cities.accounts.models import User
from cities.commons.instruments.queries import definitions
from tests.factories import UserFactory
from tests.migrated import keep_tables

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"
# One demo and one browser for all journeys; the demo network loaded in one database.
DONE_TOGETHER = {"tests/journeys/": "journeys", "tests/config/demo/": "demo"}

_gives_way = False
# They walk the whole site and prove nothing line by line: measured, they would take half as long again.
NOT_MEASURED = (
    "tests/security/",
    "tests/journeys/",
    "tests/archive/test_at_work.py",
    "tests/desk/views/test_permissions.py",
    "tests/portal/test_browser.py",
    "tests/search/management/",
)


def pytest_configure(config: pytest.Config) -> None:
    if hasattr(config, "cache"):
        keep_tables(config.cache.mkdir("migrated"))


def pytest_runtest_setup(item: pytest.Item) -> None:
    """The others let the journeys go first: browser, site and worker of these keep their pace on a machine that is full of tests."""
    global _gives_way  # noqa: PLW0603 -- a process can only become nicer
    if "PYTEST_XDIST_WORKER" in os.environ and not _gives_way and not item.nodeid.startswith("tests/journeys/"):
        os.nice(10)
        _gives_way = True


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.nodeid.startswith(NOT_MEASURED):
            item.add_marker("no_cover")
        if item.nodeid.startswith("tests/journeys/"):
            # A browser on a busy machine is sometimes kept waiting too long; what fails twice is wrong.
            item.add_marker(pytest.mark.flaky(reruns=1))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> object:
    """What shares something costly is done by one worker. By path: pytest 9.2 does not see the groups that pytest-xdist 3.8 marks."""
    from xdist.scheduler import LoadScopeScheduling

    class Together(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            return next((group for path, group in DONE_TOGETHER.items() if nodeid.startswith(path)), nodeid)

    return Together(config, log) if config.getvalue("dist") == "loadgroup" else None


@pytest.fixture(autouse=True)
def _as_at_first(settings: object, tmp_path: Path) -> None:
    # A page asked for in Spanish leaves its language to the next test.
    translation.deactivate()
    settings.MEDIA_ROOT = tmp_path / "media"  # type: ignore[attr-defined]  # pytest-django's wrapper
    # Wagtail remembers there which sizes of a picture it has made.
    cache.clear()
    # Published questionnaires are read once a process; the next test's may have the same number.
    definitions._remembered.cache_clear()


@pytest.fixture(autouse=True)
def _forgotten_instruments() -> None:
    """Ids come again after each test; outside tests what is published keeps its own for ever."""
    definitions._remembered.cache_clear()


@pytest.fixture
def administrator(db: None) -> User:
    user: User = UserFactory(administrator=True)
    return user


@pytest.fixture
def desk_client(administrator: User) -> Client:
    client = Client()
    client.force_login(administrator)
    return client


@pytest.fixture(scope="session")
def shared_documents() -> Path:
    """The real documents; on a machine without them the test is skipped and says so."""
    folder = SHARED / "documents"
    if not folder.is_dir():
        pytest.skip(f"{folder} is not on this machine")
    return folder
