import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from cities.desk.actions import prepare_desk
from cities.desk.diagrams import sankey, steps
from tests.factories import MilestoneFactory, PhaseStayFactory, TransferFactory, UserFactory
from tests.factories import table as make_table


@pytest.fixture
def table(db):
    return make_table()


def staff(role):
    prepare_desk()
    user = UserFactory(is_staff=True)
    user.groups.set(Group.objects.filter(name=role))
    client = Client()
    client.force_login(user)
    return client


@pytest.mark.parametrize(("role", "status"), [("Administrators", 200), ("Editors", 200), ("Translators", 302), ("Facilitators", 302)])
def test_transfers_are_for_coordinators(table, role, status):
    assert staff(role).get(reverse("desk:transfers")).status_code == status


def test_late_and_waiting_transfers_are_found(desk_client, table):
    PhaseStayFactory(transfer=table.transfer, began="2020-01")
    calm = TransferFactory(code="calm", published=True)

    late = desk_client.get(reverse("desk:transfers"), {"phase": "late"}).context["rows"]
    waiting = desk_client.get(reverse("desk:transfers"), {"phase": "waiting"}).context["rows"]
    by_phase = desk_client.get(reverse("desk:transfers"), {"phase": "understand"}).context["rows"]

    assert [row.standing.id for row in late] == [row.standing.id for row in waiting] == [table.transfer.pk]
    assert {row.standing.id for row in by_phase} == {table.transfer.pk, calm.pk}


def test_overdue_milestone_is_counted(desk_client, table):
    MilestoneFactory(transfer=table.transfer, due_on="2020-01-01")

    assert "1 milestone overdue" in desk_client.get(reverse("desk:transfers")).content.decode()


def test_charts_have_tables(desk_client, table):
    TransferFactory(published=True, origins=[table.montreal], territories=[table.dakar], stays=[("understand", "2011", "")])

    overview = desk_client.get(reverse("desk:transfers")).context["overview"]

    assert overview.years == ((2011, 1, 0),)
    assert overview.between_regions.rows == (("North-America", "Africa-Middle-East", 1),)
    assert overview.between_regions.drawing == sankey(overview.between_regions.rows)


def test_flows_are_as_high_as_what_passes():
    drawn = sankey([("a", "x", 3), ("a", "y", 1), ("b", "x", 2)])

    assert {stack.name: stack.count for stack in drawn.starts} == {"a": 4, "b": 2}
    assert {stack.name: stack.count for stack in drawn.ends} == {"x": 5, "y": 1}
    assert sum(ribbon.count for ribbon in drawn.ribbons) == 6
    assert drawn.starts[0].height == 2 * drawn.starts[1].height
    assert sankey([]) is None


def test_steps_rise_with_what_is_counted():
    drawn = steps([2011, 2012], [1, 4], name="begun", most=4)

    assert (drawn.last, drawn.y) == (4, 0)
    assert drawn.path == "M0 135.0V135.0H320.0V0.0H640.0"


@pytest.mark.parametrize("count", [1, 3])
def test_screen_costs_the_same_however_many(desk_client, table, count, django_assert_max_num_queries):
    for _ in range(count):
        TransferFactory(
            published=True,
            practices=[table.practice],
            origins=[table.montreal],
            territories=[table.dakar],
            stays=[("understand", "2011", "")],
        )
    desk_client.get(reverse("desk:transfers"))

    with django_assert_max_num_queries(60):
        desk_client.get(reverse("desk:transfers"))
