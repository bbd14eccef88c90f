from datetime import timedelta

import pytest
from django.utils import timezone

from cities.commons.members.models import Confirmation
from tests.factories import ConfirmationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(network):
    return ConfirmationFactory(organisation=network.dakar, key="open-sesame", year=2026)


def confirmed():
    return Confirmation.objects.get().confirmed_at


def test_link_shows_the_profile_and_confirms_nothing(client, asked):
    response = client.get("/fr/still-right/open-sesame/")

    assert (response.status_code, confirmed()) == (200, None)
    assert "Ville de Dakar" in response.content.decode()


def test_button_confirms_without_a_sign_in(client, asked):
    response = client.post("/fr/still-right/open-sesame/")

    assert (response.status_code, response.context["is_fresh"], confirmed() is not None) == (200, True, True)
    assert "Confirmed in" in client.get("/en/members/dakar/").content.decode()


def test_second_click_is_thanked_and_changes_nothing(client, asked):
    client.post("/en/still-right/open-sesame/")
    at = confirmed()

    response = client.post("/en/still-right/open-sesame/")

    assert (response.status_code, response.context["is_fresh"], confirmed()) == (200, False, at)


@pytest.mark.parametrize("method", ["get", "post"])
def test_wrong_key_is_answered_kindly_and_confirms_nothing(client, asked, method):
    response = getattr(client, method)("/en/still-right/close-sesame/")

    assert (response.status_code, confirmed()) == (404, None)
    assert "Look for the newest letter" in response.content.decode()


def test_old_link_no_longer_speaks_for_anyone(client, asked):
    Confirmation.objects.update(asked_at=timezone.now() - timedelta(days=300))

    response = client.post("/en/still-right/open-sesame/")

    assert (response.status_code, confirmed()) == (404, None)


def test_link_of_an_organisation_that_is_not_public_tells_nothing(client, asked, network):
    network.dakar.unpublish()

    response = client.get("/en/still-right/open-sesame/")

    assert (response.status_code, "Dakar" in response.content.decode()) == (404, False)


def test_answer_is_kept_by_nobody_and_told_to_nobody(client, asked):
    response = client.get("/en/still-right/open-sesame/")

    assert set(response.headers["Cache-Control"].split(", ")) == {"private", "no-store"}
    assert (response.headers["Referrer-Policy"], 'content="noindex"' in response.content.decode()) == ("no-referrer", True)


def test_something_changed_leads_to_the_profile_by_way_of_signing_in(client, asked):
    assert 'href="/en/my/dakar/profile/"' in client.get("/en/still-right/open-sesame/").content.decode()
