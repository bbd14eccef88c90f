import pytest

from cities.editions.queries import freeze
from cities.transfer.projects.actions import agree
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
    unagreed = frozen(2020)
    for side in ("origin", "destination"):
        agree(made.transfer, side, by=None, basis="a letter")

    assert unagreed == []
    assert frozen(2016) == []
    assert [(row["code"], row["since"], row["phase"]) for row in frozen(2018)] == [("lanes-to-dakar", "2017", "understand")]
    assert [row["phase"] for row in frozen(2020)] == ["adapt"]
