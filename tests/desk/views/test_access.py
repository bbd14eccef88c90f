"""Inviting the first people of a member, and reading what was reported."""

import pytest
from django.urls import reverse
from django.utils import timezone

from cities.commons.members.models import Invitation, PrivateContact
from tests.factories import ConversationFactory, DelegateFactory, MessageFactory, OrganisationFactory

pytestmark = pytest.mark.django_db


def test_members_nobody_acts_for_come_first(sign_in):
    DelegateFactory(organisation__code="a-with")
    OrganisationFactory(code="b-without", published=True)

    page = sign_in("Editors").get(reverse("desk:access"))

    assert [member.code for _title, member in page.context["rows"]] == ["b-without", "a-with"]
    assert page.context["without"] == 1


def test_a_known_contact_is_proposed_and_invited(sign_in):
    organisation = OrganisationFactory(code="dakar", published=True)
    PrivateContact.objects.create(organisation=organisation, address="office@example.org")
    editor = sign_in("Editors")

    assert "office@example.org" in editor.get(reverse("desk:invite", args=["dakar"])).content.decode()
    editor.post(reverse("desk:invite", args=["dakar"]), {"address": "office@example.org", "part": "representative", "language": "fr"})

    assert (Invitation.objects.get().invited_by, Invitation.objects.get().part) == (editor.user, "representative")


def test_only_reported_conversations_are_read(sign_in):
    MessageFactory(conversation=ConversationFactory(reported_at=timezone.now()), words="You fools")
    MessageFactory(words="Between us")

    page = sign_in("Editors").get(reverse("desk:reported")).content.decode()

    assert "You fools" in page
    assert "Between us" not in page
