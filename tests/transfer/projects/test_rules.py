import pytest
from django.contrib.auth.models import AnonymousUser, Group

from cities.desk.actions import prepare_desk
from cities.transfer.projects.rules import may_agree, may_open_transfer, may_run_transfers, may_work_on, sides_of
from tests.factories import UserFactory


def staff(role):
    prepare_desk()
    user = UserFactory()
    user.groups.set(Group.objects.filter(name=role))
    return user


def test_sides_are_those_somebody_acts_for(table):
    assert sides_of(table.giver, table.transfer) == ("origin",)
    assert sides_of(table.taker, table.transfer) == ("destination",)
    assert sides_of(table.stranger, table.transfer) == sides_of(AnonymousUser(), table.transfer) == ()


def test_work_is_for_the_two_sides_and_coordinators(table):
    allowed = {name for name in ("giver", "taker", "stranger") if may_work_on(getattr(table, name), table.transfer)}

    assert allowed == {"giver", "taker"}
    assert not may_work_on(AnonymousUser(), table.transfer)


@pytest.mark.parametrize(
    ("role", "expected"),
    [("Administrators", True), ("Editors", True), ("Translators", False), ("Facilitators", False), ("Regional stewards", False)],
)
def test_editors_and_administrators_run_transfers(table, role, expected):
    user = staff(role)

    assert may_run_transfers(user) is may_work_on(user, table.transfer) is expected
    assert not may_agree(user, table.transfer, "origin")


def test_only_who_acts_for_a_side_speaks_for_it(table):
    assert may_agree(table.giver, table.transfer, "origin")
    assert not may_agree(table.giver, table.transfer, "destination")


def test_transfer_of_a_public_practice_is_opened_by_who_acts_for_the_destination(table):
    assert may_open_transfer(table.taker, table.practice, table.destination)
    assert not may_open_transfer(table.giver, table.practice, table.destination)

    table.practice.live = False

    assert not may_open_transfer(table.taker, table.practice, table.destination)
