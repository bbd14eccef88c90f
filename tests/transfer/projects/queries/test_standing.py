from datetime import date
from uuid import uuid4

import pytest

from cities.transfer.projects.actions import agree, take_back_agreement
from cities.transfer.projects.models import Transfer
from cities.transfer.projects.queries import flows, lineages, standings
from cities.transfer.projects.queries.standing import Flow, practices_without_transfer
from tests.factories import MilestoneFactory, PhaseStayFactory, PracticeFactory, TransferFactory

TODAY = date(2026, 11, 22)


def test_late_ones_come_first_and_say_what_is_due(table):
    PhaseStayFactory(transfer=table.transfer, began="2026-01")
    calm = TransferFactory(published=True, stays=[("understand", "2026-11", "")])
    MilestoneFactory(transfer=calm, due_on="2026-11-01")
    MilestoneFactory(transfer=calm, due_on="2026-10-01", done_on="2026-10-02")

    first, second = standings(today=TODAY)

    assert (first.id, first.is_late, first.due_on, first.overdue, first.waits_for) == (
        table.transfer.pk,
        True,
        date(2026, 7, 1),
        0,
        ("origin", "destination"),
    )
    assert (second.id, second.is_late, second.overdue, second.waits_for, second.is_public) == (calm.pk, False, 1, (), True)


def test_stopped_transfer_is_never_late(table):
    PhaseStayFactory(transfer=table.transfer, began="2020")
    Transfer.objects.filter(pk=table.transfer.pk).update(stopped_on="2021", stop_reason="law")

    (found,) = standings(today=TODAY)

    assert (found.is_late, found.due_on, found.stop_reason) == (False, None, "law")


def test_transfer_a_side_no_longer_agrees_to_is_still_followed(table):
    PhaseStayFactory(transfer=table.transfer, began="2026-01")
    for side in ("origin", "destination"):
        agree(table.transfer, side, by=None, basis="for a test")

    take_back_agreement(table.transfer, "origin", by=table.giver)

    (found,) = standings(today=TODAY)
    assert (found.id, found.is_public, found.is_late, found.waits_for) == (table.transfer.pk, False, True, ("origin",))


@pytest.mark.parametrize("count", [1, 3])
def test_standings_cost_seven_queries(db, count, django_assert_num_queries):
    for _ in range(count):
        TransferFactory(published=True, stays=[("understand", "2026-11", "")])

    with django_assert_num_queries(7):
        assert len(standings(today=TODAY)) == count


def test_flows_count_each_pair_once(table):
    for _ in range(2):
        TransferFactory(published=True, origins=[table.montreal], territories=[table.dakar])
    lines = lineages().transfers
    starts, ends = {line.id: ("america",) for line in lines}, {line.id: ("africa", "europe") for line in lines}

    assert flows(lines, starts=starts, ends=ends) == (Flow("america", "africa", 2), Flow("america", "europe", 2))
    assert flows(lines, starts={uuid4(): ("x",)}, ends=ends) == ()


def test_practices_nobody_is_known_to_have_taken_up_are_counted(table):
    PracticeFactory(published=True)
    assert practices_without_transfer() == 2

    TransferFactory(published=True, practices=[table.practice])
    TransferFactory(published=True)

    assert practices_without_transfer() == 1
