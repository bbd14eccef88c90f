"""The relay: words pass, addresses do not."""

from datetime import timedelta

import pytest
from django.utils import timezone

from cities.commons.members.actions import (
    Asker,
    ConversationEnded,
    begin_conversation,
    confirm_conversation,
    end_conversation,
    forget_conversations,
    write_message,
)
from cities.commons.members.models import Conversation, Message, PrivateContact, Side
from tests.commons.members.actions.posting import addressees, letters
from tests.factories import ConversationFactory, DelegateFactory, MessageFactory, OrganisationFactory, UserFactory

pytestmark = pytest.mark.django_db
AWA = Asker("Awa", "awa@example.org", "fr")


def written_to(delegate):
    return begin_conversation(delegate.organisation, asker=AWA, subject="How\r\nBcc: x@y.org", words="How did you begin?")


def test_nothing_is_passed_on_before_the_address_is_confirmed():
    delegate = DelegateFactory(user__email="member@example.org")

    conversation = written_to(delegate)
    assert addressees() == ["awa@example.org"]
    confirm_conversation(conversation)
    confirm_conversation(conversation)

    assert addressees() == ["awa@example.org", "member@example.org"]


def test_neither_side_sees_the_address_of_the_other():
    delegate = DelegateFactory(user__email="member@example.org")
    conversation = confirm_conversation(written_to(delegate))

    write_message(conversation, side=Side.MEMBER, words="With twelve people.", by=delegate.user)

    to_member, to_asker = letters()[1:]
    assert "How did you begin?" in to_member.body
    assert "With twelve people." in to_asker.body
    assert "awa@example.org" not in to_member.body
    assert "member@example.org" not in to_asker.body
    assert to_member.reply_to == ""


def test_a_line_break_in_the_subject_makes_no_header():
    conversation = confirm_conversation(written_to(DelegateFactory()))

    assert conversation.subject == "How Bcc: x@y.org"


def test_who_is_signed_in_need_not_confirm():
    delegate, user = DelegateFactory(), UserFactory(email="awa@example.org")

    asker = Asker("Awa", "awa@example.org", "fr", user)
    conversation = begin_conversation(delegate.organisation, asker=asker, subject="Hello", words="Hello")

    assert conversation.confirmed_at is not None
    assert addressees() == [delegate.user.email]


def test_without_delegates_the_address_an_organisation_gave_is_written_to():
    organisation = OrganisationFactory(published=True)
    PrivateContact.objects.create(organisation=organisation, address="office@example.org")
    user = UserFactory(email="awa@example.org")

    begin_conversation(organisation, asker=Asker("Awa", "awa@example.org", "en", user), subject="Hello", words="Hello")

    assert addressees() == ["office@example.org"]


def test_without_any_address_the_secretariat_is_written_to():
    UserFactory(administrator=True, email="secretariat@example.org")
    user = UserFactory(email="awa@example.org")

    asker = Asker("Awa", "awa@example.org", "en", user)
    begin_conversation(OrganisationFactory(published=True), asker=asker, subject="Hello", words="Hello")

    assert addressees() == ["secretariat@example.org"]


@pytest.mark.parametrize("side", Side.values)
def test_either_side_ends_it_for_both(side):
    conversation = ConversationFactory(confirmed=True)

    end_conversation(conversation, side=side, by=None)

    with pytest.raises(ConversationEnded):
        write_message(conversation, side=Side.ASKER, words="And?", by=None)
    assert Message.objects.count() == 0


def test_abuse_is_reported_and_ends_it():
    conversation = end_conversation(ConversationFactory(confirmed=True), side=Side.MEMBER, is_abuse=True, by=None)

    assert (conversation.reported_at is not None, conversation.ended_by) == (True, Side.MEMBER)


def test_old_and_unconfirmed_conversations_are_forgotten():
    now = timezone.now()
    fresh, unconfirmed, old = ConversationFactory(), ConversationFactory(), ConversationFactory(confirmed=True)
    Conversation.objects.filter(pk=unconfirmed.pk).update(began_at=now - timedelta(days=8))
    MessageFactory(conversation=old)
    Message.objects.filter(conversation=old).update(written_at=now - timedelta(days=731))

    assert forget_conversations() == 2
    assert list(Conversation.objects.all()) == [fresh]
