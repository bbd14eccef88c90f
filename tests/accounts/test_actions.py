import pytest
from django.contrib.auth.models import Permission
from wagtail.images.models import Image
from wagtail.models import GroupCollectionPermission, GroupPagePermission

from cities.accounts.actions import create_administrator, ensure_roles
from cities.accounts.models import User
from cities.commons.members.models import Person
from cities.commons.practices.models import Practice

pytestmark = pytest.mark.django_db


def rights(group):
    return set(group.permissions.values_list("codename", flat=True))


def test_administrator_may_do_everything():
    user = create_administrator("Head@Example.org", password="correct horse battery")

    assert User.objects.get(email="head@example.org") == user
    assert user.is_superuser is True


def test_each_role_gets_its_rights():
    groups = {group.name: rights(group) for group in ensure_roles([Practice], references=[Person], media=[Image])}

    assert groups["Translators"] == {"access_admin", "view_practice", "change_practice"}
    assert {"publish_practice", "add_person"} <= groups["Editors"]
    assert "delete_practice" not in groups["Editors"]
    assert {"delete_practice", "delete_person"} <= groups["Administrators"]


def test_rights_somebody_added_are_taken_back():
    translators = next(group for group in ensure_roles([Practice]) if group.name == "Translators")
    translators.permissions.add(Permission.objects.get(codename="publish_practice"))

    ensure_roles([Practice])

    assert "publish_practice" not in rights(translators)


def test_only_administrators_say_who_is_who():
    groups = {group.name: rights(group) for group in ensure_roles([Practice], staff=[Person])}

    assert {name for name, given in groups.items() if "change_person" in given} == {"Administrators"}


def test_translators_choose_pictures_but_add_none():
    groups = ensure_roles([Practice], media=[Image])

    given = {group.name: set(group.collection_permissions.values_list("permission__codename", flat=True)) for group in groups}

    assert given["Translators"] == {"choose_image"}
    assert given["Editors"] == {"add_image", "change_image", "choose_image"}


def test_ensuring_twice_changes_nothing():
    ensure_roles([Practice], media=[Image])
    before = set(GroupCollectionPermission.objects.values_list("pk", flat=True))

    ensure_roles([Practice], media=[Image])

    assert set(GroupCollectionPermission.objects.values_list("pk", flat=True)) == before


def test_editors_have_no_rights_on_pages():
    ensure_roles([Practice])

    assert GroupPagePermission.objects.filter(group__name="Editors").exists() is False
