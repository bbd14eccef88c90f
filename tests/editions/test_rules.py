import pytest
from django.contrib.auth.models import AnonymousUser, Group

from cities.desk.actions import prepare_desk
from cities.editions.rules import may_make_editions, may_read
from tests.factories import UserFactory
from tests.factories.editions import EditionFactory

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
    assert may_read(user, EditionFactory()) is expected


def test_anyone_reads_what_is_published():
    edition = EditionFactory.build(state="published")

    assert may_read(AnonymousUser(), edition) is True
    assert may_read(AnonymousUser(), EditionFactory.build()) is False
