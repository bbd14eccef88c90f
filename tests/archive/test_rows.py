from datetime import UTC, datetime, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import models

from cities.archive.rows import as_json, from_json, value_of
from cities.commons.practices.models import PracticeText


@pytest.mark.parametrize(
    ("field", "value"),
    [
        (models.DateTimeField(), datetime(2026, 11, 22, 1, 2, 3, 456789, UTC)),
        (models.DecimalField(), Decimal("12.5000")),
        (models.UUIDField(), uuid4()),
        (models.DurationField(), timedelta(days=1, seconds=2, microseconds=3)),
        (models.BinaryField(), b"\x00\xff"),
        (models.TextField(), "Crédit 🌍 신용 \x00\u2028\n"),
        (models.JSONField(), {"a": [1, None, "é"]}),
        (models.BooleanField(), False),
        (models.IntegerField(), None),
        (models.FloatField(), 0.1),
    ],
)
def test_values_come_back_as_they_were(field, value):
    row = from_json(as_json({"value": value}))

    assert value_of(field, row["value"]) == value


def test_pointer_takes_the_type_of_what_it_points_to():
    identifier = uuid4()

    assert value_of(PracticeText._meta.get_field("record"), str(identifier)) == identifier


def test_row_is_one_line():
    assert "\n" not in as_json({"text": "two\nlines"})


def test_value_without_a_place_is_a_fault():
    with pytest.raises(TypeError, match="object has no place in an export"):
        as_json({"value": object()})
