"""One's own account."""

import pytest
from django.test import Client
from django.urls import reverse

from cities.accounts.models import User
from tests.factories import DelegateFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def delegate():
    return DelegateFactory(user__email="awa@example.org")


@pytest.fixture
def client(delegate):
    client = Client()
    client.force_login(delegate.user)
    return client


def test_language_and_letters_are_chosen(client, delegate):
    response = client.post(reverse("portal:account"), {"first_name": "Awa", "language": "fr", "letters": ["news"]})

    delegate.user.refresh_from_db()
    assert response["Location"] == "/fr/account/"
    assert (delegate.user.language, delegate.user.muted) == ("fr", ["reminders"])


def test_the_account_names_the_organisations_it_acts_for(client, delegate):
    page = client.get(reverse("portal:account")).content.decode()

    assert str(delegate.organisation) in page


def test_own_data_come_as_a_file(client):
    response = client.post(reverse("portal:own_data"))

    assert response["Content-Type"] == "application/zip"
    assert b"".join(response.streaming_content)[:2] == b"PK"


def test_closing_needs_the_address(client):
    page = client.post(reverse("portal:leave"), {"address": "other@example.org"})

    assert "This is not the address of this account." in page.content.decode()
    assert User.objects.count() == 1


def test_closing_ends_everything(client):
    client.post(reverse("portal:leave"), {"address": "AWA@example.org"})

    assert User.objects.count() == 0
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("name", ["portal:account", "portal:leave"])
def test_an_account_is_for_its_owner(name):
    assert Client().get(reverse(name)).status_code == 302
