import pytest

from cities.api.schemas.answers import MemberList
from cities.api.schemas.records import MemberRecord
from cities.commons.members.models import Membership, MembershipYear, PrivateContact, Website
from cities.commons.practices.models import PracticeOrganisation
from tests.factories import (
    ConceptFactory,
    ConsentFactory,
    OrganisationFactory,
    PersonFactory,
    PersonRoleFactory,
    PracticeFactory,
    ResourceFactory,
)

ADDRESS = "/api/v1/members"


def found(client, **query):
    return [result["code"] for result in client.get(ADDRESS, query).json()["results"]]


@pytest.fixture
def network(world):
    """Two members, one former member, one organisation that never was one."""
    category = ConceptFactory(scheme__code="member-categories", code="sse-network")
    OrganisationFactory(code="dakar", since=2015, founded=1857, territories=[world.dakar], published=True)
    OrganisationFactory(
        code="ekonopolo",
        kind=ConceptFactory(scheme__code="organisation-kinds", code="enterprise"),
        territories=[world.bilbao],
        concepts=[world.microcredit],
        memberships=[Membership(category=category, since=2019)],
        published=True,
        texts={"es": {"name": "Ekonopolo"}},
    )
    OrganisationFactory(code="left", memberships=[Membership(category=category, since=2013, until=2016)], published=True)
    OrganisationFactory(code="partner", published=True)


def test_list_is_of_members_of_today(client, network):
    response = client.get(ADDRESS)

    listing = MemberList.model_validate_json(response.content)
    assert [(member.code, member.kind) for member in listing.results] == [("dakar", "member"), ("ekonopolo", "member")]
    assert listing.total == 2


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"membership": "ended"}, ["left"]),
        ({"membership": "all"}, ["dakar", "ekonopolo", "left", "partner"]),
        ({"kind": "enterprise"}, ["ekonopolo"]),
        ({"kind": ["enterprise", "organisation-kinds:local-government"]}, ["dakar", "ekonopolo"]),
        ({"category": "sse-network"}, ["ekonopolo"]),
        ({"category": "sse-network", "membership": "all"}, ["ekonopolo", "left"]),
        ({"since": 2018}, ["ekonopolo"]),
        ({"territory": "africa"}, ["dakar"]),
        ({"country": "ES"}, ["ekonopolo"]),
        ({"region": "europe"}, ["ekonopolo"]),
        ({"concept": "finance"}, ["ekonopolo"]),
        ({"language": "es"}, ["ekonopolo"]),
        ({"q": "ekonopolo"}, ["ekonopolo"]),
        ({"updated_since": "2100-01-01"}, []),
        ({"sort": "-title"}, ["ekonopolo", "dakar"]),
        ({"sort": "-since"}, ["ekonopolo", "dakar"]),
        ({"sort": "founded"}, ["dakar", "ekonopolo"]),
        ({"sort": "created"}, ["dakar", "ekonopolo"]),
    ],
)
def test_filters_and_sorting(client, network, query, expected):
    assert found(client, **query) == expected


def test_record_has_membership_websites_and_neighbours(client, world):
    category = ConceptFactory(scheme__code="member-categories", code="city", labels={"en": "City", "fr": "Ville"})
    town = OrganisationFactory(
        code="town",
        acronym="VD",
        seat=world.dakar,
        memberships=[Membership(category=category, since=2018)],
        websites=[Website(url="https://example.org/")],
        published=True,
    )
    MembershipYear.objects.create(membership=town.membership, year=2021)
    role = ConceptFactory(scheme__code="roles", code="initiator")
    practice = PracticeFactory(participations=[PracticeOrganisation(organisation=town, role=role, actor_kind="public")], published=True)
    PracticeFactory(participations=[PracticeOrganisation(organisation=town, role=role, actor_kind="public")])
    resource = ResourceFactory(publishers=[town], published=True)

    record = MemberRecord.model_validate_json(client.get(f"{ADDRESS}/{town.pk}", {"lang": "fr"}).content)

    assert (record.acronym, record.seat.code, record.websites) == ("VD", "sn-dakar", ["https://example.org/"])
    assert (record.membership.category.label, record.membership.since, record.membership.until) == ("Ville", 2018, None)
    assert [(year.year, year.status) for year in record.membership.years] == [(2021, "active")]
    assert ([reference.id for reference in record.practices], [reference.id for reference in record.resources]) == (
        [practice.pk],
        [resource.pk],
    )
    assert [(text.language, text.name) for text in record.texts] == [("en", "Town")]


@pytest.mark.parametrize("collection", ["members", "practices", "resources"])
def test_record_that_never_was_is_not_found(client, db, collection):
    response = client.get(f"/api/v1/{collection}/00000000-0000-4000-8000-000000000000", {"lang": "en"})

    assert (response.status_code, response.json()["detail"]) == (404, "There is nothing at this address.")


def test_people_and_their_addresses_are_never_told(client, db):
    town = OrganisationFactory(
        since=2018, private_contacts=[PrivateContact(address="zurbaran@example.org", note="Zurbaranesque")], published=True
    )
    person = PersonFactory(name="Zurbaran Quill", address="quill@example.org")
    PersonRoleFactory(person=person, organisation=town, position="Quillmaster")
    ConsentFactory(person=person, given_at="2026-01-01T00:00:00Z")

    told = (
        client.get(ADDRESS).content + client.get(f"{ADDRESS}/{town.pk}").content + client.get("/api/v1/search", {"q": "zurbaran"}).content
    )

    assert not [word for word in (b"urbaran", b"Quill", b"quill", b"@example") if word in told]


@pytest.mark.parametrize("count", [1, 3])
def test_list_costs_eleven_queries_however_long_it_is(client, world, count, django_assert_num_queries):
    for _ in range(count):
        town = OrganisationFactory(since=2018, territories=[world.dakar], concepts=[world.finance], seat=world.dakar, published=True)
        MembershipYear.objects.create(membership=town.membership, year=2021)

    with django_assert_num_queries(11):
        response = client.get(ADDRESS)
    # Words narrow it at the cost of one.
    with django_assert_num_queries(12):
        client.get(ADDRESS, {"q": "dakar"})

    assert response.json()["total"] == count


def test_member_stands_on_the_map_where_it_sits(client, world):
    OrganisationFactory(code="a", since=2018, territories=[world.dakar, world.bilbao], seat=world.bilbao, published=True)
    OrganisationFactory(code="b", since=2018, territories=[world.dakar], seat=world.africa, published=True)

    features = client.get(ADDRESS, {"format": "geojson"}).json()["features"]

    assert [feature["geometry"]["coordinates"] for feature in features] == [[-2.93, 43.26], [-17.4, 14.7]]
