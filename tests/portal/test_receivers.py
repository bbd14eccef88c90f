import pytest
from django.core import mail
from wagtail.models import TaskState

from cities.core.actions import submit_record
from cities.core.models import Letter
from cities.desk.actions import prepare_desk
from tests.factories import DelegateFactory, OrganisationFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def sent(administrator):
    prepare_desk()
    organisation = OrganisationFactory(published=True, texts={"fr": {"name": "Ville de Dakar"}})
    awa = UserFactory(email="awa@example.org", language="fr")
    DelegateFactory(organisation=organisation, user=awa)
    submit_record(organisation.get_latest_revision_as_object(), by=awa)
    return organisation


def judge(editor, action, comment=""):
    task = TaskState.objects.get(status=TaskState.STATUS_IN_PROGRESS)
    task.task.specific.on_action(task, user=editor, action_name=action, comment=comment)


def test_whoever_sent_it_is_told_that_it_is_public(sent, administrator):
    judge(administrator, "approve")

    letter = Letter.objects.get()
    assert (letter.address, letter.language, f"/id/{sent.pk}" in letter.body) == ("awa@example.org", "fr", True)


def test_question_of_the_reviewer_is_handed_on_without_a_way_into_the_back_office(sent, administrator):
    judge(administrator, "reject", "Which year was that?")

    letter = Letter.objects.get()
    assert ("Which year was that?" in letter.body, "/fr/my/" in letter.body, "/admin/" in letter.body) == (True, True, False)
    assert [message for message in mail.outbox if "awa@example.org" in message.to and "/admin/" in message.body] == []


def test_staff_keep_the_mail_of_the_back_office(sent, administrator):
    judge(administrator, "approve")
    submit_record(sent.get_latest_revision_as_object(), by=administrator)

    judge(UserFactory(administrator=True), "approve")

    assert Letter.objects.filter(address=administrator.email).count() == 0


def test_whoever_muted_reviews_is_not_told(sent, administrator):
    type(administrator).objects.filter(email="awa@example.org").update(muted=["reviews"])

    judge(administrator, "approve")

    assert Letter.objects.count() == 0
