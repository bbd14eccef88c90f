"""Invitations: one key, one address, one use."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection
from django.utils import timezone

from cities.accounts.models import User
from cities.commons.members.actions import (
    DelegationEnded,
    InvitationEnded,
    NotSpared,
    accept_invitation,
    change_part,
    end_delegation,
    invite,
    revoke_invitation,
)
from cities.commons.members.models import Delegate, Invitation, Part
from cities.commons.members.rules import may_act_for, may_end_delegation
from tests.commons.members.actions.posting import letters
from tests.factories import DelegateFactory, InvitationFactory, OrganisationFactory, UserFactory


@pytest.mark.django_db
def test_inviting_sends_a_letter_in_the_language_asked_for():
    organisation = OrganisationFactory(published=True)

    invitation = invite(organisation, address=" Awa@Example.org", part=Part.REPRESENTATIVE, language="fr", by=UserFactory(first_name="Ana"))

    letter = letters()[0]
    assert (invitation.address, letter.address) == ("awa@example.org", "awa@example.org")
    assert "/fr/invitation/" in letter.body
    assert "Ana" in letter.body
    # The key is in the letter and nowhere else.
    key = letter.body.split("/fr/invitation/")[1].split("/")[0]
    assert Invitation.objects.filter(key_digest=key).count() == 0


@pytest.mark.django_db
def test_inviting_again_ends_the_first_invitation():
    first = InvitationFactory(address="awa@example.org")

    invite(first.organisation, address="AWA@example.org", part=Part.CONTRIBUTOR, language="en", by=None)

    assert list(Invitation.objects.open().values_list("address", flat=True)) == ["awa@example.org"]
    with pytest.raises(InvitationEnded):
        accept_invitation(first, by=None)


@pytest.mark.django_db
def test_accepting_makes_an_account_whose_address_is_known_to_be_theirs():
    invitation = InvitationFactory(address="awa@example.org", language="fr")

    delegate = accept_invitation(invitation, by=None)

    assert (delegate.user.email, delegate.user.language, delegate.user.has_usable_password()) == ("awa@example.org", "fr", False)
    assert delegate.user.emailaddress_set.get().verified
    assert may_act_for(delegate.user, invitation.organisation)


@pytest.mark.django_db
def test_accepting_takes_the_account_there_is():
    user = UserFactory(email="awa@example.org")

    delegate = accept_invitation(InvitationFactory(address="awa@example.org"), by=None)

    assert (delegate.user, User.objects.count()) == (user, 1)


@pytest.mark.django_db
@pytest.mark.parametrize("state", ["accepted_at", "revoked_at", "expires_at"])
def test_an_invitation_that_ended_cannot_be_accepted(state):
    invitation = InvitationFactory(**{state: timezone.now() - timedelta(seconds=1)})

    with pytest.raises(InvitationEnded):
        accept_invitation(invitation, by=None)

    assert Delegate.objects.count() == 0


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor == "sqlite", reason="the tests' SQLite lies in memory, where threads cannot race")
def test_of_two_at_once_one_accepts():
    invitation, start, outcomes = InvitationFactory(), Barrier(2), []

    def accept():
        start.wait()
        try:
            outcomes.append(accept_invitation(Invitation.objects.get(pk=invitation.pk), by=None).pk)
        except InvitationEnded:
            outcomes.append(None)
        finally:
            connection.close()

    threads = [Thread(target=accept) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert (outcomes.count(None), Delegate.objects.count()) == (1, 1)


@pytest.mark.django_db
def test_revoking_does_not_touch_what_was_accepted():
    invitation = InvitationFactory()
    accept_invitation(invitation, by=None)

    revoke_invitation(invitation, by=None)

    assert invitation.revoked_at is None


@pytest.mark.django_db
def test_who_leaves_no_longer_acts_and_their_row_stays():
    delegate = DelegateFactory()

    end_delegation(delegate, by=delegate.user)

    assert not may_act_for(delegate.user, delegate.organisation)
    assert Delegate.objects.get().ended_at is not None


@pytest.mark.django_db
def test_the_last_representative_does_not_leave_others_alone():
    representative = DelegateFactory(representative=True)
    colleague = DelegateFactory(organisation=representative.organisation)

    assert not may_end_delegation(representative.user, representative)
    with pytest.raises(NotSpared):
        change_part(representative, part=Part.CONTRIBUTOR, by=representative.user)
    change_part(colleague, part=Part.REPRESENTATIVE, by=representative.user)
    assert may_end_delegation(representative.user, representative)
    end_delegation(representative, by=representative.user)

    with pytest.raises(DelegationEnded):
        change_part(colleague, part=Part.CONTRIBUTOR, by=representative.user)


@pytest.mark.django_db
def test_who_is_no_representative_any_more_makes_nobody_one():
    first = DelegateFactory(representative=True)
    second = DelegateFactory(organisation=first.organisation, representative=True)

    change_part(Delegate.objects.get(pk=second.pk), part=Part.CONTRIBUTOR, by=first.user)
    with pytest.raises(DelegationEnded):
        change_part(second, part=Part.REPRESENTATIVE, by=second.user)

    assert Delegate.objects.get(pk=second.pk).part == Part.CONTRIBUTOR


@pytest.mark.django_db
def test_of_two_representatives_who_end_each_other_one_remains():
    first = DelegateFactory(representative=True)
    second = DelegateFactory(organisation=first.organisation, representative=True)
    as_it_was = Delegate.objects.get(pk=first.pk)

    end_delegation(second, by=first.user)
    with pytest.raises(DelegationEnded):
        end_delegation(as_it_was, by=second.user)

    assert list(Delegate.objects.acting()) == [first]


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor == "sqlite", reason="the tests' SQLite lies in memory, where threads cannot race")
def test_of_two_representatives_who_end_each_other_at_once_one_remains():
    first = DelegateFactory(representative=True)
    second = DelegateFactory(organisation=first.organisation, representative=True)
    start, outcomes = Barrier(2), []

    def end(delegate, user):
        start.wait()
        try:
            end_delegation(delegate, by=user)
            outcomes.append("ended")
        except DelegationEnded:
            outcomes.append("too late")
        finally:
            connection.close()

    threads = [Thread(target=end, args=pair) for pair in ((first, second.user), (second, first.user))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert (sorted(outcomes), Delegate.objects.acting().count()) == (["ended", "too late"], 1)
