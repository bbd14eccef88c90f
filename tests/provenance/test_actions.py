from decimal import Decimal

import pytest

from cities.commons.practices.models import PracticeFigure
from cities.provenance.actions import figure_rows, figures_of, source_called
from cities.provenance.models import Source
from tests.factories import ConceptFactory, SourceFactory, TerritoryFactory

pytestmark = pytest.mark.django_db

ROW = ("2021", "1500", "about", "measures:members", "people", "A yearbook", "")


def figure(**facts):
    measure = ConceptFactory(scheme__code="measures", code="members")
    given = {"value": Decimal(1500), "year": 2021, "qualifier": "about", "unit": "people", "measure": measure, "source": SourceFactory()}
    return PracticeFigure(**{**given, **facts})


def test_source_with_the_same_title_and_address_is_taken_again():
    first = source_called("Our own count", "")

    assert source_called("Our own count", "") == first
    assert source_called("Our own count", "https://example.org/").pk != first.pk
    assert Source.objects.count() == 2


def test_figures_and_rows_tell_the_same():
    assert figure_rows([figure(), figure(value=None, absence="no-answer")]) == (ROW,)

    [made] = figures_of([ROW], before=[], model=PracticeFigure)

    assert figure_rows([made]) == (ROW,)


def test_figure_that_stays_as_it_was_keeps_what_a_row_does_not_tell():
    stays, silent, goes = figure(scope=TerritoryFactory(), locator="p. 4"), figure(value=None, absence="no-answer"), figure(year=2019)
    later = ("2022", *ROW[1:])

    after = figures_of([later, ROW], before=[stays, silent, goes], model=PracticeFigure)

    assert after[0] is silent
    assert after[2] is stays
    assert (after[1].year, after[1].locator, len(after)) == (2022, "", 3)


def test_figures_that_differ_in_what_a_row_does_not_tell_all_stay():
    here, there = figure(scope=TerritoryFactory()), figure(scope=TerritoryFactory(), locator="p. 4")

    assert figures_of([ROW, ROW], before=[here, there], model=PracticeFigure) == [here, there]
    assert figures_of([ROW], before=[here, there], model=PracticeFigure) == [here]


def test_row_told_twice_is_two_figures():
    once = figure()

    first, second = figures_of([ROW, ROW], before=[once], model=PracticeFigure)

    assert first is once
    assert (second is once, figure_rows([second])) == (False, (ROW,))
