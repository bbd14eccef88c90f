import pytest
from django.contrib.auth.models import AnonymousUser, Permission

from cities.gather.intake.rules import may_import, may_review
from tests.factories import BatchFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def publisher():
    user = UserFactory()
    user.user_permissions.add(Permission.objects.get(codename="publish_practice"))
    return user


def test_whoever_may_publish_records_may_import(publisher, administrator):
    assert [may_import(user) for user in (AnonymousUser(), UserFactory(), publisher, administrator)] == [False, False, True, True]


def test_batch_is_reviewed_by_whoever_may_publish_its_kind(publisher):
    assert (may_review(publisher, BatchFactory(kind="practice")), may_review(publisher, BatchFactory(kind="member"))) == (True, False)
