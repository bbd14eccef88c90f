from types import SimpleNamespace

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import translation

from tests.commons.instruments.sheets import make_sheet


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


@pytest.fixture
def made(db):
    cache.clear()
    return make_sheet()


@pytest.fixture
def awa(made):
    """The client of someone who acts for the organisation."""
    client = Client()
    client.force_login(made.awa)
    return client


@pytest.fixture
def guest(made):
    """The client of someone who has opened the link."""
    client = Client()
    client.get(reverse("portal:sheet_link", args=[made.sheet.pk, made.key]))
    return client


@pytest.fixture
def at(made):
    """`at("section", "about")`: addresses of the sheet."""

    def address(name="", *arguments):
        # A request before may have left another language behind.
        with translation.override("en"):
            return reverse(f"portal:sheet_{name}" if name else "portal:sheet", args=[made.sheet.pk, *arguments])

    return address


def blank(**fields):
    """The fields of an item as a page shows them that nobody has answered: `blank(name="Dakar")`."""
    posted = {}
    for code, value in fields.items():
        posted[f"v:{code}:0"] = value
        posted[f"seen:{code}:0"] = "0."
    return posted


FORMS = SimpleNamespace(blank=blank)
