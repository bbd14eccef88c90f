"""Applications: taken in, asked about, decided once."""

import pytest
from django.core.files.base import ContentFile

from cities.commons.members.actions import (
    AlreadyDecided,
    accept_application,
    add_to_application,
    apply_for_membership,
    ask_for_more,
    decline_application,
)
from cities.commons.members.models import Invitation, Organisation
from tests.commons.members.actions.posting import addressees, letters
from tests.factories import ApplicationFactory, OrganisationFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_applying_keeps_documents_and_answers_the_applicant():
    application = ApplicationFactory.build(kind=ApplicationFactory().kind, category=ApplicationFactory().category)

    apply_for_membership(application, files=[ContentFile(b"%PDF-1.7", name="statutes.pdf")])

    assert [file.name for file in application.files.all()] == ["statutes.pdf"]
    assert letters()[0].address == "awa@example.org"
    assert f"/en/join/{application.pk}/" in letters()[0].body


def test_what_is_asked_for_comes_back_as_new():
    application = ApplicationFactory()

    ask_for_more(application, remark="Who are your members?", by=UserFactory(administrator=True))
    assert (application.state, "Who are your members?" in letters()[-1].body) == ("asked", True)
    add_to_application(application, answer="Forty co-operatives.")

    assert (application.state, application.answer) == ("new", "Forty co-operatives.")


def test_accepting_makes_a_public_member_and_invites_who_applied():
    OrganisationFactory(code="new-commons")
    application = ApplicationFactory(name="New Commons", acronym="NC", website="https://example.org", language="fr")

    organisation = accept_application(application, by=UserFactory(administrator=True))

    member = Organisation.objects.public().get(pk=organisation.pk)
    assert (member.code, member.text_in("fr").name, member.membership.until) == ("new-commons-nc", "New Commons", None)
    assert [site.url for site in member.websites.all()] == ["https://example.org"]
    assert Invitation.objects.get().part == "representative"
    assert addressees() == ["awa@example.org", "awa@example.org"]


def test_declining_tells_the_reason():
    application = ApplicationFactory()

    decline_application(application, remark="The network is for local governments.", by=UserFactory(administrator=True))

    assert application.state == "declined"
    assert "The network is for local governments." in letters()[0].body


def test_a_decision_is_taken_once():
    application, staff = ApplicationFactory(), UserFactory(administrator=True)
    accept_application(application, by=staff)

    with pytest.raises(AlreadyDecided):
        decline_application(application, remark="No", by=staff)
    with pytest.raises(AlreadyDecided):
        add_to_application(application, answer="More")
    with pytest.raises(AlreadyDecided):
        accept_application(application, by=staff)
