from datetime import date

import pytest

from cities.transfer.projects.phases import CODES, GUIDES, Stay, due_day, is_late, next_phase, unmet


def test_phases_follow_each_other():
    assert [next_phase(code) for code in CODES] == ["adapt", "prepare", "re-use", ""]


@pytest.mark.parametrize("code", CODES)
def test_each_phase_has_questions_months_and_criteria(code):
    guide = GUIDES[code]

    assert len(guide.questions) == len(guide.criteria) == 3
    assert guide.months > 0
    assert len({criterion for criterion, _label in guide.criteria}) == 3


def test_phase_is_due_its_suggested_months_after_it_began():
    assert due_day(Stay("understand", "2026-01")) == date(2026, 7, 1)
    assert due_day(Stay("adapt", "2026-01-15")) == date(2026, 10, 15)
    assert due_day(Stay("understand", "2026-01", due_on=date(2026, 3, 1))) == date(2026, 3, 1)
    assert due_day(Stay("understand")) is None


def test_late_is_what_goes_on_past_its_day():
    stay = Stay("understand", "2026-01")

    assert not is_late(stay, today=date(2026, 7, 1))
    assert is_late(stay, today=date(2026, 7, 2))
    assert not is_late(Stay("understand", "2026-01", ended="2026-09"), today=date(2027, 1, 1))
    assert not is_late(Stay("re-use", "2020"), today=date(2027, 1, 1))


def test_unmet_are_criteria_still_to_be_had():
    assert unmet("understand", ["group", "unknown"]) == ("read", "plan")
    assert unmet("understand", ["read", "group", "plan"]) == ()
