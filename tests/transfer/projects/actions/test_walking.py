from datetime import date

import pytest

from cities.transfer.projects.actions import NotReady, move_on, resume_transfer, set_due, stop_transfer, tick_criteria
from cities.transfer.projects.models import Transfer
from cities.transfer.projects.phases import GUIDES


def ready(transfer):
    tick_criteria(transfer, [code for code, _label in GUIDES[transfer.phase].criteria], by=None)
    return transfer


def test_phase_is_left_only_with_its_criteria_met(table):
    tick_criteria(table.transfer, ["read", "nonsense"], by=table.taker)

    with pytest.raises(NotReady) as refused:
        move_on(table.transfer, by=table.taker)

    assert refused.value.criteria == ("group", "plan")
    assert Transfer.objects.get(pk=table.transfer.pk).phase == "understand"


def test_moving_on_ends_one_phase_and_begins_the_next(table):
    move_on(ready(table.transfer), by=table.taker, on=date(2026, 3, 1))

    assert list(table.transfer.stays.values_list("phase", "began", "ended")) == [
        ("understand", "", "2026-03-01"),
        ("adapt", "2026-03-01", ""),
    ]
    assert Transfer.objects.get(pk=table.transfer.pk).phase == "adapt"


def test_after_the_last_phase_nothing_changes(table):
    Transfer.objects.filter(pk=table.transfer.pk).update(phase="re-use")
    transfer = Transfer.objects.get(pk=table.transfer.pk)

    assert move_on(ready(transfer), by=table.taker).phase == "re-use"


def test_stopped_transfer_says_why_and_can_be_taken_up_again(table):
    stopped = stop_transfer(table.transfer, reason="funding", by=table.taker)
    assert (bool(stopped.stopped_on), stopped.stop_reason) == (True, "funding")
    assert stop_transfer(stopped, reason="law", by=table.taker).stop_reason == "funding"
    assert move_on(ready(stopped), by=table.taker).phase == "understand"

    resumed = resume_transfer(stopped, by=table.taker)

    kept = Transfer.objects.get(pk=resumed.pk)
    assert (kept.stopped_on, kept.stop_reason) == (None, "")


def test_day_can_be_set_and_taken_away(table):
    assert set_due(table.transfer, date(2026, 5, 1), by=table.taker).due_on == date(2026, 5, 1)
    assert set_due(table.transfer, None, by=table.taker).due_on is None
