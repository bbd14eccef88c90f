import pytest
from django.contrib.auth.models import AnonymousUser, Group
from django.utils import timezone

from cities.commons.instruments.models import AnswerSheet
from cities.commons.instruments.rules import may_fill, may_read_sheet, may_reopen
from cities.desk.actions import prepare_desk
from tests.commons.instruments.sheets import make_sheet
from tests.factories import UserFactory
from tests.factories.members import DelegateFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def made():
    prepare_desk()
    return make_sheet()


def staff(role):
    user = UserFactory()
    user.groups.add(Group.objects.get(name=role))
    return user


def test_who_acts_for_the_organisation_fills_its_sheet(made):
    assert may_fill(made.awa, made.sheet)

    made.awa.delegations.update(ended_at=timezone.now())

    assert not may_fill(made.awa, made.sheet)


def test_another_organisation_s_people_see_nothing_of_it(made):
    assert not may_read_sheet(DelegateFactory().user, made.sheet)
    assert not may_read_sheet(AnonymousUser(), made.sheet)


def test_link_opens_one_sheet(made):
    assert may_fill(AnonymousUser(), made.sheet, {made.sheet.pk})
    assert not may_fill(AnonymousUser(), make_sheet().sheet, {made.sheet.pk})


@pytest.mark.parametrize(("role", "may"), [("Administrators", True), ("Editors", True), ("Translators", False)])
def test_secretariat_sees_and_reopens_every_sheet(made, role, may):
    user = staff(role)

    assert (may_fill(user, made.sheet), may_read_sheet(user, made.sheet), may_reopen(user)) == (may, may, may)


def test_sheet_of_no_organisation_is_opened_by_its_link_or_by_the_secretariat(made):
    AnswerSheet.objects.update(organisation=None)
    made.sheet.refresh_from_db()

    assert not may_read_sheet(made.awa, made.sheet)
    assert may_read_sheet(staff("Editors"), made.sheet)


def test_submitted_sheet_is_read_and_not_filled(made):
    made.sheet.state = AnswerSheet.State.SUBMITTED

    assert (may_read_sheet(made.awa, made.sheet), may_fill(made.awa, made.sheet)) == (True, False)
