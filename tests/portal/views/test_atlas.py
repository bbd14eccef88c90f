import pytest

from cities.commons.vocabulary.models import ConceptMapping
from cities.search.actions import index_record
from tests.factories import ComparisonFactory, ConceptFactory, OrganisationFactory, PracticeFactory, ResourceFactory, TerritoryFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("path", "queries"), [("territories/sn/", 11), ("topics/themes/microcredit/", 12), ("topics/", 2)])
def test_page_costs_the_same_however_much_it_gathers(client, network, places, concepts, django_assert_num_queries, path, queries, count):
    about = {"published": True, "territories": [places.dakar], "concepts": [concepts.microcredit]}
    PracticeFactory.create_batch(count, **about)
    OrganisationFactory.create_batch(count, since=2020, **about)
    ResourceFactory.create_batch(count, **about)
    client.get(f"/en/{path}")

    with django_assert_num_queries(queries):
        client.get(f"/en/{path}")


def test_country_gathers_all_it_contains(client, network):
    territory = client.get("/en/territories/sn/").context["territory"]

    gathered = territory.gathered
    assert (gathered.practices, gathered.members, gathered.resources) == (1, 1, 1)
    assert [place.code for place in territory.parents] == ["africa-middle-east"]
    assert [place.code for place in territory.inside] == ["sn-dakar"]
    assert [point.place.code for point in territory.map.points] == ["sn-dakar"]
    assert territory.map.named == (("sn", "africa-middle-east"),)


def test_world_leads_to_its_regions(client, network):
    territory = client.get("/en/territories/").context["territory"]

    assert [place.code for place in territory.inside] == ["africa-middle-east", "north-america"]
    assert {(point.place.code, point.count, point.url) for point in territory.map.points} == {
        ("sn-dakar", 2, "/en/territories/sn-dakar/"),
        ("ca-montreal", 2, "/en/territories/ca-montreal/"),
    }


def test_city_is_a_dot_in_its_country(client, network):
    territory = client.get("/en/territories/sn-dakar/").context["territory"]

    assert [point.place.code for point in territory.map.points] == ["sn-dakar"]
    assert territory.inside == ()


def test_empty_territory_teaches_the_next_step(client, places):
    page = client.get("/en/territories/ca/").content.decode()

    assert "Nothing from here is in the commons yet." in page
    assert '<a href="/en/territories/north-america/">See North America</a>' in page


def test_territory_without_a_position_has_no_map(client, network, places):
    TerritoryFactory(code="sn-south", kind="region", parent=places.senegal, country_code="SN", latitude=None, longitude=None)

    assert client.get("/en/territories/sn-south/").context["territory"].map is None


def test_unknown_territory_is_not_found(client, places):
    assert client.get("/en/territories/atlantis/").status_code == 404


def test_topic_gathers_what_it_and_narrower_topics_describe(client, network):
    topic = client.get("/en/topics/themes/finance/").context["topic"]

    gathered = topic.gathered
    assert (gathered.practices, gathered.members, gathered.resources) == (1, 1, 1)
    assert (topic.node.label, [node.code for node in topic.node.narrower]) == ("Finance", ["microcredit"])


def test_topic_says_what_else_it_is_called(client, network, concepts):
    ConceptMapping.objects.create(concept=concepts.microcredit, relation="exactMatch", target="http://example.org/microcredit")

    response = client.get("/en/topics/themes/microcredit/")

    topic = response.context["topic"]
    assert (topic.alternatives, topic.broader.code) == (("small loans", "microloans"), "finance")
    assert "Loans too small for banks." in response.content.decode()
    assert "the same as" in response.content.decode()


@pytest.fixture
def compared(network, places, concepts):
    """Two practices of Dakar about microcredit, side by side."""
    about = {"published": True, "territories": [places.dakar], "concepts": [concepts.microcredit]}
    comparison = ComparisonFactory(
        code="loans", titles={"en": "Loans side by side"}, subjects=PracticeFactory.create_batch(2, **about), published=True
    )
    index_record(comparison)
    return comparison


@pytest.mark.parametrize("path", ["topics/themes/finance", "topics/themes/microcredit", "territories/sn", "territories/sn-dakar"])
def test_topic_and_territory_tell_what_was_made_of_practices(client, compared, path):
    page = client.get(f"/en/{path}/").content.decode()

    assert '<a href="/en/comparisons/loans/">Loans side by side</a>' in page


def test_what_was_made_of_practices_elsewhere_is_not_told(client, compared, concepts):
    ConceptFactory(code="health", scheme__code="themes")

    assert client.get("/en/topics/themes/health/").context["topic"].uses.shown == ()
    assert client.get("/en/territories/ca/").context["territory"].uses.shown == ()


def test_all_that_was_made_is_one_search_away(client, compared, places, concepts):
    for number in range(6):
        about = {"published": True, "territories": [places.dakar], "concepts": [concepts.microcredit]}
        index_record(ComparisonFactory(titles={"en": f"Again {number}"}, subjects=PracticeFactory.create_batch(2, **about), published=True))

    uses = client.get("/en/topics/themes/microcredit/").context["topic"].uses

    assert (len(uses.shown), uses.total) == (6, 7)
    assert client.get(uses.address).context["found"].total == 7


def test_topic_that_describes_practices_only_gathers_no_members(client, network):
    gathered = client.get("/en/topics/policy-areas/access-to-markets/").context["topic"].gathered

    assert gathered.is_empty


def test_topic_of_members_too(client, network):
    gathered = client.get("/en/topics/sectors/commerce/").context["topic"].gathered

    assert (gathered.practices, gathered.members) == (1, 0)


@pytest.mark.parametrize("path", ["themes/magic", "magic/microcredit", "roles/partner"])
def test_unknown_topic_is_not_found(client, network, path):
    assert client.get(f"/en/topics/{path}/").status_code == 404


def test_topics_count_practices_with_all_that_is_narrower(client, network):
    ConceptFactory(code="health", scheme__code="themes")

    themes = client.get("/en/topics/").context["schemes"][0]

    assert {(topic.value, topic.count) for topic in themes.topics} == {("finance", 1), ("health", 0)}
    assert [(deeper.value, deeper.count) for topic in themes.topics for deeper in topic.deeper] == [("microcredit", 1)]


def test_topics_are_listed_however_deep_they_stand(client, network, concepts):
    tontines = ConceptFactory(code="tontines", scheme__code="themes", broader=concepts.microcredit, labels={"en": "Tontines"})
    PracticeFactory(published=True, concepts=[tontines])

    response = client.get("/en/topics/")

    [finance] = response.context["schemes"][0].topics
    [microcredit] = finance.deeper
    assert (finance.count, microcredit.count, [(deeper.value, deeper.count) for deeper in microcredit.deeper]) == (2, 2, [("tontines", 1)])
    assert '<a href="/en/topics/themes/tontines/">Tontines</a>' in response.content.decode()
