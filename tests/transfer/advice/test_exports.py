from decimal import Decimal

import pytest

from cities.transfer.advice.exports import TABLES
from tests.factories import EngagementExpertFactory, EngagementFactory, HourEntryFactory


@pytest.fixture
def full(bench):
    engagement = EngagementFactory(code="credit", parts={bench.dakar: "asking", bench.montreal: "advising"})
    EngagementExpertFactory(engagement=engagement, expert=bench.expert)
    HourEntryFactory(engagement=engagement, organisation=bench.montreal, person=bench.expert.person, hours="1.5")
    return bench


@pytest.mark.parametrize(
    ("table", "told"),
    [
        ("requests", {"organisation": "Ville de Dakar", "question": "Comment prêter aux vendeuses ?", "language": "fr", "state": "new"}),
        ("engagements", {"kind": "advice", "title": "Credit", "experts": "Jo Roy", "hours": Decimal("1.50"), "late": False}),
        ("hours", {"person": "Jo Roy", "organisation": "Ville de Montréal", "hours": Decimal("1.50")}),
        ("roster", {"expert": "Jo Roy", "languages": "fr en", "concepts": "themes:microcredit", "most": 1, "engaged": 1, "left": 0}),
    ],
)
def test_table_says_what_is_there(full, table, told):
    head, row = TABLES[table]()

    assert {name: value for name, value in zip(head, row, strict=True) if name in told} == told
