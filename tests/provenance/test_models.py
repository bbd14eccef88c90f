from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from cities.commons.practices.models import PracticeFigure
from tests.factories import ConceptFactory, PracticeFactory, SourceFactory

pytestmark = pytest.mark.django_db


def figure(**fields):
    return PracticeFigure(
        practice=PracticeFactory(),
        measure=ConceptFactory(scheme__code="measures", code="people"),
        source=SourceFactory(),
        unit="people",
        **fields,
    )


def test_figure_has_a_value_or_says_why_not():
    figure(value=Decimal(5)).save()
    figure(absence="no-answer").save()

    with pytest.raises(IntegrityError), transaction.atomic():
        figure().save()
    with pytest.raises(IntegrityError), transaction.atomic():
        figure(value=Decimal(0), absence="not-applicable").save()


@pytest.mark.parametrize(("value", "plain"), [("1200.0000", "1200"), ("47.8000", "47.8"), ("0.0000", "0")])
def test_plain_value_has_no_padding(value, plain):
    assert str(figure(value=Decimal(value)).plain_value) == plain
