"""Accepting an invitation in the browser: the key leaves the address, works once, and for nobody else."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cities.accounts.actions import trust_address
from cities.accounts.models import User
from cities.commons.members.models import Delegate
from tests.factories import InvitationFactory, UserFactory

pytestmark = pytest.mark.django_db
OPEN, SHOW = "portal:open_invitation", "portal:invitation"


def opened(invitation, key, client=None):
    client = client or Client()
    response = client.get(reverse(OPEN, args=[key]))
    assert (response.status_code, response["Location"]) == (302, reverse(SHOW))
    return client


def test_accepting_signs_in_and_leads_to_the_organisation():
    invitation = InvitationFactory(key="open-sesame", address="awa@example.org")
    client = opened(invitation, "open-sesame")

    page = client.get(reverse(SHOW))
    response = client.post(reverse(SHOW))

    assert "open-sesame" not in page.content.decode()
    assert response["Location"] == reverse("portal:my_organisation", args=[invitation.organisation.code])
    assert client.session["_auth_user_id"] == str(User.objects.get(email="awa@example.org").pk)


def test_looking_at_an_invitation_accepts_nothing():
    invitation = InvitationFactory(key="open-sesame")

    opened(invitation, "open-sesame").get(reverse(SHOW))

    assert Delegate.objects.count() == 0


@pytest.mark.parametrize("state", ["accepted_at", "revoked_at", "expires_at"])
def test_an_invitation_that_ended_answers_gone(state):
    invitation = InvitationFactory(key="open-sesame", **{state: timezone.now() - timedelta(seconds=1)})
    client = opened(invitation, "open-sesame")

    assert [client.get(reverse(SHOW)).status_code, client.post(reverse(SHOW)).status_code] == [410, 410]
    assert Delegate.objects.count() == 0


def test_a_key_that_never_was_answers_the_same_as_one_that_ended():
    InvitationFactory(key="used", accepted_at=timezone.now())

    pages = [opened(None, key).get(reverse(SHOW)) for key in ("used", "never")]

    assert [page.status_code for page in pages] == [410, 410]
    assert pages[0].content == pages[1].content


def test_an_invitation_is_not_for_another_account():
    invitation = InvitationFactory(key="open-sesame", address="awa@example.org")
    client = Client()
    client.force_login(UserFactory(email="other@example.org"))

    opened(invitation, "open-sesame", client)

    assert [client.get(reverse(SHOW)).status_code, client.post(reverse(SHOW)).status_code] == [403, 403]
    assert "awa@example.org" not in client.get(reverse(SHOW)).content.decode()
    assert Delegate.objects.count() == 0


def test_a_verified_second_address_counts_as_ones_own():
    user = UserFactory(email="awa@example.org")
    trust_address(user)
    user.emailaddress_set.create(email="awa@city.example.org", verified=True)
    client = Client()
    client.force_login(user)

    opened(InvitationFactory(key="open-sesame", address="awa@city.example.org"), "open-sesame", client).post(reverse(SHOW))

    assert Delegate.objects.get().user == user


def test_keys_cannot_be_guessed_at_leisure():
    client = Client(REMOTE_ADDR="192.0.2.7")

    answers = [client.get(reverse(OPEN, args=[f"key-{number}"])).status_code for number in range(31)]

    assert (answers[29], answers[30]) == (302, 429)
