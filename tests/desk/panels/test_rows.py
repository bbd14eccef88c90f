from decimal import Decimal

import pytest

from cities.commons.practices.models import PracticeFigure
from cities.desk.panels.rows import disagreements
from tests.factories import ConceptFactory, SourceFactory

pytestmark = pytest.mark.django_db


def figure(value, source, **fields):
    measure = ConceptFactory(scheme__code="measures", code="members", labels={"en": "members"})
    return PracticeFigure(measure=measure, value=Decimal(value), unit="people", source=SourceFactory(code=source, title=source), **fields)


def test_sources_that_disagree_are_named():
    [found] = disagreements([figure(5155, "Yearbook", year=2021), figure(4800, "Report", year=2021)], language="en")

    assert (found.measure, found.unit, found.year) == ("members", "people", 2021)
    assert found.statements == ("5155 people (Yearbook)", "4800 people (Report)")


def test_figures_of_different_years_do_not_disagree():
    assert disagreements([figure(5155, "Yearbook", year=2021), figure(4800, "Report", year=2019)], language="en") == []
