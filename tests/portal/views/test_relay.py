"""Writing to a member in the browser."""

import pytest
from django.test import Client
from django.urls import reverse

from cities.commons.members.actions.conversations import PURPOSE
from cities.commons.members.models import Conversation, Message
from cities.core.keys import lasting_key
from cities.core.models import Letter
from tests.factories import ConversationFactory, DelegateFactory, OrganisationFactory, UserFactory

pytestmark = pytest.mark.django_db
TYPED = {"subject": "Hello", "words": "How did you begin?", "name": "Awa", "address": "awa@example.org", "website": ""}


@pytest.fixture
def member():
    return DelegateFactory(organisation__code="dakar", user__email="member@example.org")


def write(typed=TYPED, **client):
    return Client(**client).post(reverse("portal:write", args=["dakar"]), typed)


def opened(conversation, side):
    client = Client()
    key = lasting_key(PURPOSE, f"{conversation.pk}:{side}")
    assert client.get(reverse("portal:open_conversation", args=[conversation.pk, key])).status_code == 302
    return client


def test_a_stranger_writes_confirms_and_is_answered(member):
    page = write().content.decode()
    conversation = Conversation.objects.get()
    asker = opened(conversation, "asker")

    assert "awa@example.org" in page
    assert Letter.objects.filter(address="member@example.org").count() == 0
    asker.post(reverse("portal:confirm_conversation", args=[conversation.pk]))
    opened(conversation, "member").post(reverse("portal:conversation", args=[conversation.pk]), {"words": "With twelve people."})

    assert "With twelve people." in asker.get(reverse("portal:conversation", args=[conversation.pk])).content.decode()
    assert [letter.address for letter in Letter.objects.order_by("pk")] == ["awa@example.org", "member@example.org", "awa@example.org"]


def test_pages_show_no_address_of_the_other_side(member):
    conversation = ConversationFactory(organisation=member.organisation, confirmed=True)
    Message.objects.create(conversation=conversation, side="asker", words="Hello")

    pages = [
        opened(conversation, side).get(reverse("portal:conversation", args=[conversation.pk])).content.decode()
        for side in ("asker", "member")
    ]

    assert "member@example.org" not in pages[0]
    assert conversation.asker_address not in pages[1]


def test_a_machine_is_told_the_same_and_nothing_happens(member):
    person, machine = write(), write({**TYPED, "website": "https://spam.example.org"})

    assert (person.status_code, machine.status_code) == (200, 200)
    assert Conversation.objects.count() == 1


def test_what_was_typed_wrong_is_kept(member):
    page = write({**TYPED, "address": "awa@"}).content.decode()

    assert "How did you begin?" in page
    assert Conversation.objects.count() == 0


def test_one_address_writes_five_times_a_day(member):
    answers = [write().status_code for _ in range(6)]

    assert answers == [200, 200, 200, 200, 200, 429]
    assert Conversation.objects.count() == 5


def test_a_conversation_is_for_its_two_sides(member):
    conversation = ConversationFactory(organisation=member.organisation, confirmed=True)
    shown = reverse("portal:conversation", args=[conversation.pk])
    stranger, delegate = Client(), Client()
    stranger.force_login(UserFactory())
    delegate.force_login(member.user)

    assert [Client().get(shown).status_code, stranger.get(shown).status_code, delegate.get(shown).status_code] == [404, 404, 200]
    wrong = reverse("portal:open_conversation", args=[conversation.pk, lasting_key(PURPOSE, "other:asker")])
    assert Client().get(wrong).status_code == 404


def test_the_member_ends_it_as_abuse(member):
    conversation = ConversationFactory(organisation=member.organisation, confirmed=True)

    opened(conversation, "member").post(reverse("portal:end_conversation", args=[conversation.pk]), {"abuse": "1"})

    conversation.refresh_from_db()
    assert (conversation.ended_by, conversation.reported_at is not None) == ("member", True)


def test_nobody_writes_to_what_is_not_public():
    OrganisationFactory(code="dakar")

    assert write().status_code == 404
