import pytest

from cities.gather.surveys.queries import Audience, asked_organisations, audience_count
from tests.factories import ConceptFactory, OrganisationFactory, TerritoryFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def members(db):
    world = TerritoryFactory(code="world", kind="world")
    africa, asia = (TerritoryFactory(code=code, kind="world-region", parent=world) for code in ("africa", "asia"))
    network = ConceptFactory(scheme__code="organisation-kinds", code="network")
    return {
        "dakar": OrganisationFactory(code="dakar", published=True, since=2019, territories=[TerritoryFactory(code="sn", parent=africa)]),
        "seoul": OrganisationFactory(code="seoul", published=True, since=2019, territories=[TerritoryFactory(code="kr", parent=asia)]),
        "both": OrganisationFactory(
            code="both", published=True, since=2019, kind=network, territories=[TerritoryFactory(code=code) for code in ("sn", "kr")]
        ),
        "partner": OrganisationFactory(code="partner", published=True),
        "draft": OrganisationFactory(code="draft", since=2019),
    }


def asked(audience):
    return {each.code for each in asked_organisations(audience)}


def test_without_a_filter_all_members_are_asked_and_nobody_else(members):
    assert asked(Audience()) == {"dakar", "seoul", "both"}


def test_values_of_one_list_widen_and_lists_narrow(members):
    assert asked(Audience(regions=("africa",))) == {"dakar", "both"}
    assert asked(Audience(regions=("africa", "asia"))) == {"dakar", "seoul", "both"}
    assert asked(Audience(regions=("africa",), kinds=("network",))) == {"both"}
    assert asked(Audience(regions=("nowhere",))) == set()


def test_hand_picked_come_in_and_go_out(members):
    ids = {name: str(each.pk) for name, each in members.items()}

    assert asked(Audience(regions=("asia",), added=(ids["partner"],), left_out=(ids["both"],))) == {"seoul", "partner"}
    assert asked(Audience(only_added=True, added=(ids["partner"], ids["draft"]))) == {"partner"}


def test_filter_survives_being_kept_as_data():
    audience = Audience(regions=("africa",), only_added=True, left_out=("x",))

    assert Audience.from_data(audience.as_data()) == audience
    assert Audience.from_data({}) == Audience()


def test_count_tells_who_cannot_be_reached(members):
    found = audience_count(Audience())

    assert (found.asked, found.without_address) == (3, 3)
    assert found.by_region == {"africa": 1, "asia": 1, "world": 1}
