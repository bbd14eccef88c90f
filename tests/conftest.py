"""What every test starts from: no network, a private data folder, no cached vocabularies."""

from pathlib import Path

import pytest
from django.core.cache import cache
from django.test import Client

from cities.accounts.models import User
from tests.factories import UserFactory

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"


@pytest.fixture(autouse=True)
def _private_media(settings: object, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"  # type: ignore[attr-defined]  # pytest-django's wrapper
    # Wagtail remembers there which sizes of a picture it has made.
    cache.clear()


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
