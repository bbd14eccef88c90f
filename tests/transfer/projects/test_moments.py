from datetime import date

import pytest

from cities.transfer.projects.moments import first_day, is_moment, last_day, months_after, place_of, year_of


@pytest.mark.parametrize("text", ["2011", "2012-12", "2013-22", "2019-03-22"])
def test_moment_is_told_as_far_as_it_is_known(text):
    assert is_moment(text)


@pytest.mark.parametrize("text", ["", "11", "2011-13", "2011-25", "2019-02-30", "2019-3-2", "2013-22-01", "soon", "2019-03-22T10"])
def test_what_is_no_day_is_no_moment(text):
    assert not is_moment(text)


def test_moment_covers_all_it_can_mean():
    assert (first_day("2012"), last_day("2012")) == (date(2012, 1, 1), date(2012, 12, 31))
    assert (first_day("2012-02"), last_day("2012-02")) == (date(2012, 2, 1), date(2012, 2, 29))
    assert (first_day("2013-22"), last_day("2013-22")) == (date(2013, 6, 1), date(2013, 8, 31))
    assert (first_day("2013-24"), last_day("2013-24")) == (date(2013, 12, 1), date(2014, 2, 28))
    assert first_day("2019-03-22") == last_day("2019-03-22") == date(2019, 3, 22)


def test_place_on_a_line_of_years_is_the_middle():
    assert place_of("2012") == pytest.approx(2012.5, abs=0.01)
    assert place_of("2012-01-01") == 2012
    assert place_of("2013-21") < place_of("2013-22") < place_of("2013-23")
    assert year_of("2013-22") == 2013


def test_months_after_keeps_to_the_month():
    assert months_after(date(2025, 8, 31), 6) == date(2026, 2, 28)
    assert months_after(date(2025, 11, 22), 3) == date(2026, 2, 22)
