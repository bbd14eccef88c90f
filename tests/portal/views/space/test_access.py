"""Who may see and change who has access."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cities.commons.members import actions
from cities.commons.members.models import Delegate, Invitation
from tests.factories import DelegateFactory, InvitationFactory

pytestmark = pytest.mark.django_db


def signed_in(delegate):
    client = Client()
    client.force_login(delegate.user)
    return client


def address(name, delegate, *pk):
    return reverse(f"portal:{name}", args=[delegate.organisation.code, *pk])


def test_a_representative_invites():
    representative = DelegateFactory(representative=True)

    typed = {"address": "awa@example.org", "part": "contributor", "language": "fr"}
    response = signed_in(representative).post(address("access", representative), typed)

    assert response.status_code == 302
    assert Invitation.objects.get().invited_by == representative.user


def test_what_was_typed_wrong_is_kept_and_explained():
    representative = DelegateFactory(representative=True)

    page = signed_in(representative).post(address("access", representative), {"address": "awa@", "part": "contributor", "language": "fr"})

    assert 'value="awa@"' in page.content.decode()
    assert "field__error" in page.content.decode()


def test_a_contributor_sees_who_else_acts_and_changes_nothing():
    contributor = DelegateFactory()
    representative = DelegateFactory(organisation=contributor.organisation, representative=True)
    invitation = InvitationFactory(organisation=contributor.organisation)
    client = signed_in(contributor)

    assert str(representative.user) in client.get(address("access", contributor)).content.decode()
    answers = [
        client.post(address("access", contributor), {"address": "a@example.org", "part": "contributor", "language": "en"}),
        client.post(address("change_part", contributor, contributor.pk), {"part": "representative"}),
        client.post(address("end_delegation", contributor, representative.pk)),
        client.post(address("revoke_invitation", contributor, invitation.pk)),
    ]
    assert [answer.status_code for answer in answers] == [403, 403, 403, 403]


def test_somebody_of_another_organisation_is_refused():
    stranger, delegate = DelegateFactory(representative=True), DelegateFactory()
    client = signed_in(stranger)

    assert client.get(address("access", delegate)).status_code == 404
    assert client.post(reverse("portal:end_delegation", args=[stranger.organisation.code, delegate.pk])).status_code == 404


def test_everybody_may_leave_except_the_last_representative_of_others():
    representative = DelegateFactory(representative=True)
    contributor = DelegateFactory(organisation=representative.organisation)

    signed_in(representative).post(address("end_delegation", representative, representative.pk))
    signed_in(contributor).post(address("end_delegation", contributor, contributor.pk))

    assert list(Delegate.objects.acting()) == [representative]


def test_an_invitation_is_taken_back():
    representative = DelegateFactory(representative=True)
    invitation = InvitationFactory(organisation=representative.organisation)

    signed_in(representative).post(address("revoke_invitation", representative, invitation.pk))

    assert Invitation.objects.open().count() == 0


def test_who_is_not_signed_in_signs_in_first():
    delegate = DelegateFactory()

    assert Client().get(address("access", delegate))["Location"].startswith("/en/account/login/?next=")


def test_who_acts_no_longer_when_they_end_anothers_part_is_told_so(monkeypatch):
    representative = DelegateFactory(representative=True)
    other = DelegateFactory(organisation=representative.organisation, representative=True)

    def meanwhile(delegate, *, by):
        Delegate.objects.filter(pk=representative.pk).update(ended_at=timezone.now())
        raise actions.DelegationEnded

    monkeypatch.setattr(actions, "end_delegation", meanwhile)
    page = signed_in(representative).post(address("end_delegation", representative, other.pk), follow=True)

    assert (page.status_code, page.redirect_chain[0][0]) == (200, reverse("portal:account"))
    assert "look at what has happened meanwhile" in page.content.decode()
