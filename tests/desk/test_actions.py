import pytest
from django.contrib.auth.models import Group
from wagtail.log_actions import registry
from wagtail.models import GroupApprovalTask, Workflow

from cities.commons.members.models import Organisation
from cities.commons.practices.models import Practice
from cities.commons.resources.models import Resource
from cities.desk.actions import (
    confirm_translations,
    ensure_editorial_workflow,
    prepare_desk,
    restore_withdrawn,
    withdraw_with_reason,
)
from tests.factories import PracticeFactory, UserFactory

pytestmark = pytest.mark.django_db


def acts(record):
    return [
        (entry.action, entry.user, entry.data) for entry in registry.get_logs_for_instance(record) if entry.action.startswith("record.")
    ]


def test_withdrawal_is_noted_with_its_reason(administrator):
    practice = PracticeFactory(published=True)

    withdraw_with_reason(practice, reason="Its authors asked for it", by=administrator)

    assert practice.withdrawn_at is not None
    assert Practice.objects.public().count() == 0
    assert acts(practice) == [("record.withdrawn", administrator, {"reason": "Its authors asked for it"})]


def test_restored_record_is_public_and_noted(administrator):
    practice = withdraw_with_reason(PracticeFactory(published=True), reason="By mistake", by=administrator)

    restore_withdrawn(practice, by=administrator)

    assert list(Practice.objects.public()) == [practice]
    assert acts(practice)[0][0] == "record.restored"


def test_withdrawal_ends_a_review_under_way(administrator):
    prepare_desk()
    practice = PracticeFactory(published=True)
    practice.save_revision()
    practice.get_workflow().start(practice, administrator)

    withdraw_with_reason(practice, reason="Asked for", by=administrator)

    assert Practice.objects.get(pk=practice.pk).workflow_in_progress is False


def test_older_version_published_again_does_not_undo_a_withdrawal(administrator):
    practice = PracticeFactory(published=True)
    version = practice.latest_revision
    withdraw_with_reason(practice, reason="Asked for", by=administrator)

    version.publish()

    assert Practice.objects.get(pk=practice.pk).is_public is False


def test_confirmed_translations_are_noted(administrator):
    practice = PracticeFactory()

    confirm_translations(practice, languages=["fr", "es"], by=administrator)

    assert acts(practice) == [("record.translations_confirmed", administrator, {"languages": ["es", "fr"]})]


def test_confirming_nothing_notes_nothing(administrator):
    practice = PracticeFactory()

    confirm_translations(practice, languages=[], by=administrator)

    assert acts(practice) == []


def test_new_network_has_roles_and_a_review():
    prepare_desk()

    assert set(Group.objects.values_list("name", flat=True)) == {
        "Administrators",
        "Editors",
        "Translators",
        "Facilitators",
        "Regional stewards",
    }
    assert {model.get_default_workflow().name for model in (Organisation, Practice, Resource)} == {"Editorial review"}
    assert Workflow.objects.filter(active=True).count() == 1


def test_preparing_twice_changes_nothing():
    prepare_desk()
    before = (Group.objects.count(), Workflow.objects.count(), GroupApprovalTask.objects.count())

    prepare_desk()

    assert (Group.objects.count(), Workflow.objects.count(), GroupApprovalTask.objects.count()) == before


def test_review_the_network_has_changed_stays():
    workflow = ensure_editorial_workflow()
    workflow.name = "Two pairs of eyes"
    workflow.save()

    ensure_editorial_workflow()

    assert Practice.get_default_workflow().name == "Two pairs of eyes"


def test_moderators_with_people_in_them_stay():
    user = UserFactory()
    user.groups.add(Group.objects.get(name="Moderators"))

    prepare_desk()

    assert Group.objects.filter(name="Moderators").exists()
