from datetime import date

import pytest

from cities.editions.queries import freeze
from cities.transfer.projects.actions import agree
from cities.transfer.projects.models import Transfer
from tests.factories import PhaseStayFactory, table
from tests.factories.editions import EditionFactory

pytestmark = pytest.mark.django_db


def frozen(year):
    edition = EditionFactory(year=year, sections=["transfers"])
    return freeze(edition).content["chapters"].get("transfers")


def test_transfer_stands_as_it_was_known_at_the_end_of_the_year():
    made = table()
    PhaseStayFactory(transfer=made.transfer, phase="understand", began="2017", ended="2018")
    PhaseStayFactory(transfer=made.transfer, phase="adapt", began="2019")
    Transfer.objects.update(phase="adapt")
    unagreed = frozen(2020)
    for side in ("origin", "destination"):
        agree(made.transfer, side, by=None, basis="a letter")

    assert unagreed == []
    assert frozen(2016) == []
    assert [(row["code"], row["since"], row["phase"]) for row in frozen(2018)] == [("lanes-to-dakar", "2017", "understand")]
    assert [row["phase"] for row in frozen(2020)] == ["adapt"]


def test_phase_nobody_dated_counts_once_nothing_later_is_told():
    made = table()
    PhaseStayFactory(transfer=made.transfer, phase="prepare", began="2018")
    Transfer.objects.update(phase="re-use")
    for side in ("origin", "destination"):
        agree(made.transfer, side, by=None, basis="a letter")

    assert [row["phase"] for row in frozen(2020)] == ["re-use"]


def test_mission_counts_in_the_period_its_transfer_began():
    made = table()
    PhaseStayFactory(transfer=made.transfer, phase="understand", began="2019-05")
    Transfer.objects.update(trigger="mission")
    for side in ("origin", "destination"):
        agree(made.transfer, side, by=None, basis="a letter")

    def missions(begin, end):
        edition = EditionFactory(kind="activity-report", year=2019, begins_on=begin, ends_on=end, sections=["activity"])
        return [row["code"] for row in freeze(edition).content["chapters"]["activity"]["missions"]]

    assert missions(date(2019, 1, 1), date(2019, 12, 31)) == ["lanes-to-dakar"]
    assert missions(date(2019, 6, 1), date(2020, 12, 31)) == []
