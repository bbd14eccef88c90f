import pytest
from django.contrib.auth.models import AnonymousUser, Group

from cities.commons.practices.models import Practice
from cities.desk.actions import prepare_desk, withdraw_with_reason
from cities.desk.rules import (
    may,
    may_delete,
    may_edit_facts,
    may_read_table,
    may_restore,
    may_schedule,
    may_withdraw,
)
from tests.factories import PracticeFactory, UserFactory

pytestmark = pytest.mark.django_db

ROLES = ("Administrators", "Editors", "Translators")


@pytest.fixture
def staff():
    prepare_desk()
    people = {role: UserFactory() for role in ROLES}
    for role, user in people.items():
        user.groups.add(Group.objects.get(name=role))
    return people


def allowed(staff, rule, *arguments):
    return [role for role in ROLES if rule(staff[role], *arguments)]


def test_everybody_of_the_staff_may_change_words(staff):
    assert allowed(staff, may, "change", Practice) == ["Administrators", "Editors", "Translators"]
    assert allowed(staff, may_read_table) == ["Administrators", "Editors", "Translators"]


def test_facts_and_schedule_are_for_editors(staff):
    assert allowed(staff, may_edit_facts, Practice) == ["Administrators", "Editors"]
    assert allowed(staff, may_schedule, Practice) == ["Administrators", "Editors"]


def test_published_record_is_withdrawn_not_deleted(staff):
    practice = PracticeFactory(published=True)

    assert allowed(staff, may_withdraw, practice) == ["Administrators", "Editors"]
    assert allowed(staff, may_delete, practice) == []


def test_draft_nobody_saw_is_deleted_by_administrators_not_withdrawn(staff):
    practice = PracticeFactory()

    assert allowed(staff, may_withdraw, practice) == []
    assert allowed(staff, may_delete, practice) == ["Administrators"]


def test_withdrawn_record_is_restored_by_editors(staff):
    practice = withdraw_with_reason(PracticeFactory(published=True), reason="Asked for", by=None)

    assert allowed(staff, may_restore, practice) == ["Administrators", "Editors"]
    assert allowed(staff, may_withdraw, practice) == []


def test_superuser_does_not_delete_what_readers_have_seen(administrator):
    assert may_delete(administrator, PracticeFactory(published=True)) is False
    assert may_delete(administrator, PracticeFactory()) is True


def test_nobody_in_particular_may_nothing():
    somebody = AnonymousUser()

    assert may(somebody, "change", Practice) is False
    assert may_read_table(somebody) is False


def test_wagtail_asks_the_same_rule_before_it_deletes(staff):
    from wagtail.permissions import policy_registry

    policy = policy_registry.get_by_type(Practice)
    administrator = staff["Administrators"]

    assert policy.user_has_permission_for_instance(administrator, "delete", PracticeFactory(published=True)) is False
    assert policy.user_has_permission_for_instance(administrator, "change", PracticeFactory(published=True)) is True
