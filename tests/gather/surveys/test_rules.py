import pytest
from django.contrib.auth.models import AnonymousUser, Group

from cities.desk.actions import prepare_desk
from cities.gather.surveys.rules import may_answer, may_run_surveys
from tests.factories import DelegateFactory, RespondentFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_editors_and_administrators_run_surveys_and_translators_do_not():
    prepare_desk()
    found = {}
    for role in ("Administrators", "Editors", "Translators"):
        user = UserFactory()
        user.groups.set(Group.objects.filter(name=role))
        found[role] = may_run_surveys(user)

    assert found == {"Administrators": True, "Editors": True, "Translators": False}
    assert may_run_surveys(AnonymousUser()) is False


def test_link_opened_or_delegation_lets_somebody_answer():
    respondent, other = RespondentFactory(), RespondentFactory()
    delegate = DelegateFactory(organisation=respondent.organisation)

    assert may_answer(AnonymousUser(), respondent, opened=[respondent.pk]) is True
    assert may_answer(AnonymousUser(), respondent, opened=[other.pk]) is False
    assert (may_answer(delegate.user, respondent), may_answer(delegate.user, other)) == (True, False)
