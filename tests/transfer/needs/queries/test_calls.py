import pytest

from cities.transfer.needs.queries import calls_of, public_calls
from tests.factories import NeedFactory, OfferFactory, OrganisationFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("count", [1, 3])
def test_calls_cost_the_same_however_many(django_assert_num_queries, count):
    organisation = OrganisationFactory(published=True)
    NeedFactory.create_batch(count, organisation=organisation)
    OfferFactory.create_batch(count, organisation=organisation)

    with django_assert_num_queries(8):
        found = calls_of(organisation)

    assert [line.kind for line in found] == ["need"] * count + ["offer"] * count


def test_what_has_ended_comes_last():
    organisation = OrganisationFactory(published=True)
    NeedFactory(organisation=organisation, until="2020-01-01")
    OfferFactory(organisation=organisation)

    assert [(line.kind, line.is_open) for line in calls_of(organisation)] == [("offer", True), ("need", False)]


def test_readers_see_what_is_meant_for_everyone():
    organisation = OrganisationFactory(published=True)
    NeedFactory(organisation=organisation, visibility="members")
    NeedFactory(organisation=organisation, visibility="public", sentence="A loan")
    NeedFactory(visibility="public")

    assert [line.texts[0].sentence for line in public_calls(organisation)] == ["A loan"]
