import pytest
from django.contrib.auth.models import Group

from cities.desk.actions import prepare_desk
from cities.transfer.matching.rules import may_answer, may_coordinate
from tests.factories import DelegateFactory, IntroductionFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_only_who_is_asked_answers(world):
    introduction = IntroductionFactory()
    asked = DelegateFactory(organisation=introduction.organisation).user

    assert may_answer(asked, introduction)
    assert not may_answer(world.awa, introduction)


@pytest.mark.parametrize(
    ("role", "may"), [("Editors", True), ("Translators", False), ("Regional stewards", False), ("Facilitators", False)]
)
def test_coordinators_are_who_may_publish_members(role, may):
    prepare_desk()
    user = UserFactory()
    user.groups.set(Group.objects.filter(name=role))

    assert may_coordinate(user) is may
