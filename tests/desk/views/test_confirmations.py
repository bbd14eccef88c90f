import pytest
from django.urls import reverse
from django.utils import timezone

from cities.commons.members.actions import confirm_profile
from cities.core.models import Letter
from tests.factories import DelegateFactory, OrganisationFactory, TerritoryFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def members():
    world = TerritoryFactory(code="world", kind="world")
    africa = TerritoryFactory(code="africa", kind="world-region", parent=world)
    asia = TerritoryFactory(code="asia", kind="world-region", parent=world)
    made = {
        "dakar": OrganisationFactory(code="dakar", published=True, since=2019, territories=[africa]),
        "seoul": OrganisationFactory(code="seoul", published=True, since=2014, territories=[asia]),
        "busan": OrganisationFactory(code="busan", published=True, since=2014, territories=[asia]),
    }
    OrganisationFactory(code="no-member", published=True)
    DelegateFactory(organisation=made["dakar"])
    DelegateFactory(organisation=made["seoul"])
    return made


def states(response):
    return {row.title: row.state for row, _label in response.context["rows"]}


def test_list_says_how_it_stands_with_every_member(desk_client, administrator, members):
    confirm_profile(members["seoul"], year=timezone.localdate().year, by=administrator)

    response = desk_client.get(reverse("desk:confirmations"))

    assert states(response) == {"Dakar": "open", "Seoul": "confirmed", "Busan": "unreachable"}
    assert (response.context["confirmed"], response.context["members"], response.context["asking"]) == (1, 3, 1)


def test_those_the_list_shows_are_asked(desk_client, members):
    url = reverse("desk:confirmations")

    desk_client.post(f"{url}?region=asia", {"region": "asia", "state": ""})

    assert Letter.objects.count() == 1
    assert states(desk_client.get(url)) == {"Dakar": "open", "Seoul": "asked", "Busan": "unreachable"}
    assert states(desk_client.get(url, {"state": "asked"})) == {"Seoul": "asked"}


def test_looking_asks_nobody(desk_client, members):
    desk_client.get(reverse("desk:confirmations"))

    assert Letter.objects.count() == 0


def test_translators_and_members_may_not_ask(client, members):
    client.force_login(UserFactory())

    assert client.post(reverse("desk:confirmations")).status_code == 302
    assert Letter.objects.count() == 0


@pytest.mark.parametrize("count", [1, 3])
def test_list_costs_the_same_however_many(desk_client, members, django_assert_max_num_queries, count):
    OrganisationFactory.create_batch(count, published=True, since=2020)
    desk_client.get(reverse("desk:confirmations"))

    with django_assert_max_num_queries(24):
        desk_client.get(reverse("desk:confirmations"))
