import pytest
from django.contrib.auth.models import Group

from cities.desk.actions import prepare_desk
from cities.editions.rules import may_make_editions
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        ("Administrators", True),
        ("Editors", True),
        ("Translators", False),
        ("Facilitators", False),
        ("Regional stewards", False),
        ("", False),
    ],
)
def test_editors_and_administrators_make_editions(role, expected):
    prepare_desk()
    user = UserFactory()
    user.groups.set(Group.objects.filter(name=role))

    assert may_make_editions(user) is expected
