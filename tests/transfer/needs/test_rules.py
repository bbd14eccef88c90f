import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from cities.core.actions import withdraw_record
from cities.transfer.needs.models import Need
from cities.transfer.needs.rules import readable_by
from tests.factories import DelegateFactory, NeedFactory, OrganisationFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def who(administrator):
    dakar = OrganisationFactory(code="dakar", published=True, since=2019)
    return {
        "own": DelegateFactory(organisation=dakar).user,
        "member": DelegateFactory().user,
        "partner": DelegateFactory(organisation=OrganisationFactory(published=True)).user,
        "reader": UserFactory(),
        "anonymous": AnonymousUser(),
        "staff": administrator,
        "dakar": dakar,
    }


def readers(who, need):
    return [name for name, user in who.items() if name != "dakar" and Need.objects.filter(readable_by(user), pk=need.pk).exists()]


@pytest.mark.parametrize(
    ("visibility", "expected"),
    [
        ("public", ["own", "member", "partner", "reader", "anonymous", "staff"]),
        ("members", ["own", "member", "staff"]),
        ("secretariat", ["own", "staff"]),
    ],
)
def test_need_is_read_by_those_it_is_meant_for(who, visibility, expected):
    assert readers(who, NeedFactory(organisation=who["dakar"], visibility=visibility)) == expected


@pytest.mark.parametrize("ended", [{"until": "2020-01-01"}, {"closed_at": timezone.now(), "outcome": "met"}])
def test_need_that_has_ended_is_read_by_its_own_and_the_staff(who, ended):
    assert readers(who, NeedFactory(organisation=who["dakar"], visibility="public", **ended)) == ["own", "staff"]


def test_need_of_an_organisation_taken_from_sight_is_not_read(who):
    need = NeedFactory(organisation=who["dakar"], visibility="public")

    withdraw_record(who["dakar"], reason="left", by=None)

    assert readers(who, need) == ["own", "staff"]
