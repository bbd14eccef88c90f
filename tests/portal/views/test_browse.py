import pytest
from django.urls import reverse

from tests.factories import ConceptFactory, OrganisationFactory, PracticeFactory, ResourceFactory

pytestmark = pytest.mark.django_db

HOME, LIBRARY, DIRECTORY, RESOURCES = (f"/en/{path}" for path in ("", "practices/", "members/", "resources/"))


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("path", "queries"), [(HOME, 6), (LIBRARY, 5), (DIRECTORY, 8), (RESOURCES, 7)])
def test_page_costs_the_same_however_long_it_is(client, network, django_assert_num_queries, path, queries, count):
    PracticeFactory.create_batch(count, published=True)
    OrganisationFactory.create_batch(count, published=True, since=2020)
    ResourceFactory.create_batch(count, published=True)
    client.get(path)

    with django_assert_num_queries(queries):
        client.get(path)


def test_home_counts_the_network_and_leads_to_it(client, network):
    home = client.get(HOME).context["home"]

    assert (home.members, home.countries, home.practices, home.languages) == (2, 2, 2, 2)
    assert [(line.code, line.members, line.practices) for line in home.regions] == [("africa-middle-east", 1, 1), ("north-america", 1, 1)]
    assert [point.place.code for point in home.map.points] == ["sn-dakar", "ca-montreal"]
    assert [topic.code for topic in home.topics] == ["microcredit"]
    assert {card.code for card in home.newest} == {"fodem", "depot"}


def test_home_of_an_empty_network_stands(client, db):
    response = client.get(HOME)

    assert response.status_code == 200
    assert response.context["home"].members == 0


def test_library_shows_what_each_choice_would_leave(client, network):
    facets = {facet.name: facet for facet in client.get(LIBRARY).context["library"].facets}

    finance = facets["theme"].options[0]
    assert (finance.value, finance.count, [(option.value, option.count) for option in finance.deeper]) == (
        "finance",
        1,
        [("microcredit", 1)],
    )
    assert [(option.value, option.count) for option in facets["actor"].options] == [("public", 1), ("private", 1)]
    assert [(option.value, option.count) for option in facets["status"].options] == [("running", 1), ("ended", 1)]
    assert [(option.value, option.count) for option in facets["language"].options] == [("en", 2), ("fr", 1)]


@pytest.mark.parametrize("path", [LIBRARY, DIRECTORY])
def test_choice_three_levels_down_is_offered_and_named_once_chosen(client, network, concepts, path):
    tontines = ConceptFactory(code="tontines", scheme__code="themes", broader=concepts.microcredit, labels={"en": "Tontines"})
    about = {"published": True, "concepts": [tontines]}
    PracticeFactory(**about)
    OrganisationFactory(since=2020, **about)

    response = client.get(f"{path}?theme=tontines")

    facets = next(each for name in ("library", "directory") if (each := response.context.get(name))).facets
    chosen = next(facet for facet in facets if facet.name == "theme").chosen
    assert [(option.value, option.count) for option in chosen] == [("tontines", 1)]
    assert response.content.decode().count('value="tontines"') == 1


@pytest.mark.parametrize(
    ("query", "codes"),
    [
        ("theme=finance", ["fodem"]),
        ("territory=africa-middle-east", ["fodem"]),
        ("territory=sn&territory=ca", ["depot", "fodem"]),
        ("status=ended&territory=sn", []),
        ("period=before-2000", ["depot"]),
        ("actor=private", ["fodem"]),
        ("language=fr", ["fodem"]),
        ("q=credit", ["fodem"]),
        ("sort=oldest", ["depot", "fodem"]),
    ],
)
def test_library_is_narrowed_by_its_address(client, network, query, codes):
    found = client.get(f"{LIBRARY}?{query}").context["library"].practices

    assert (sorted(card.code for card in found.items), found.total) == (codes, len(codes))


def test_library_names_filters_it_does_not_know(client, network):
    response = client.get(f"{LIBRARY}?theme=magic")

    assert response.context["library"].unknown == ("magic",)
    assert "These filters mean nothing here and were left out: magic." in response.content.decode()


def test_library_sorted_by_age_keeps_undated_practices_last(client, network):
    PracticeFactory(code="undated", published=True)

    found = client.get(f"{LIBRARY}?sort=oldest").context["library"].practices

    assert [card.code for card in found.items] == ["depot", "fodem", "undated"]


def test_library_turns_pages_and_survives_any_page_number(client, network, monkeypatch):
    monkeypatch.setattr("cities.portal.queries.browse.PRACTICES_A_PAGE", 1)

    pages = [client.get(f"{LIBRARY}?page={number}").context["library"].practices for number in ("1", "2", "99", "x")]

    assert [(page.number, page.previous, page.next) for page in pages] == [(1, None, 2), (2, 1, None), (2, 1, None), (1, None, 2)]


def test_filtered_lists_are_not_for_search_engines(client, network):
    assert 'content="noindex, follow"' in client.get(f"{LIBRARY}?theme=finance").content.decode()
    assert "noindex" not in client.get(LIBRARY).content.decode()


def test_directory_shows_members_by_name_on_list_and_map(client, network):
    OrganisationFactory(code="partner", published=True)
    former = OrganisationFactory(code="former", published=True, since=2010)
    former.memberships.update(until=2015)

    directory = client.get(DIRECTORY).context["directory"]

    assert [row.code for row in directory.members.items] == ["dakar", "montreal"]
    assert [(point.place.code, point.url) for point in directory.map.points] == [
        ("sn-dakar", "/en/members/?territory=sn-dakar"),
        ("ca-montreal", "/en/members/?territory=ca-montreal"),
    ]


@pytest.mark.parametrize(
    ("query", "codes", "sheet"),
    [
        ("territory=sn", ["dakar"], "africa-middle-east"),
        ("territory=sn-dakar", ["dakar"], "africa-middle-east"),
        ("kind=local-government", ["dakar", "montreal"], "world"),
        ("category=local-government&since=before-2016", ["montreal"], "world"),
        ("theme=finance", ["dakar"], "world"),
        ("q=dakar", ["dakar"], "world"),
    ],
)
def test_directory_is_narrowed_by_its_address(client, network, query, codes, sheet):
    directory = client.get(f"{DIRECTORY}?{query}").context["directory"]

    assert [row.code for row in directory.members.items] == codes
    assert directory.map.shapes == sheet


def test_directory_says_what_the_map_cannot_show(client, network, places):
    OrganisationFactory(published=True, since=2020, territories=[places.world])

    assert "1 record has no single place on this map." in client.get(DIRECTORY).content.decode()


@pytest.mark.parametrize(
    ("query", "count"), [("", 1), ("theme=finance", 1), ("language=fr", 1), ("kind=report", 1), ("territory=ca", 0), ("q=guide", 1)]
)
def test_resources_are_narrowed_by_their_address(client, network, query, count):
    assert client.get(f"{RESOURCES}?{query}").context["list"].resources.total == count


def test_anonymous_pages_may_be_kept_a_minute_and_asked_again(client, network):
    first = client.get(LIBRARY)
    again = client.get(LIBRARY, headers={"If-None-Match": first["ETag"]})

    assert first["Cache-Control"] == "public, max-age=60"
    assert first["Content-Language"] == "en"
    assert again.status_code == 304


def test_pages_of_who_is_signed_in_are_kept_by_nobody(desk_client, network):
    assert desk_client.get(LIBRARY)["Cache-Control"] == "private, no-store"


def test_pages_set_no_cookie(client, network):
    assert client.get(reverse("portal:home")).cookies == {}


def test_pages_answer_reading_only(client, network):
    assert client.post(LIBRARY).status_code == 405


def test_records_without_words_are_listed_nowhere(client, network):
    untitled = {"en": {"title": "", "summary": ""}}
    PracticeFactory(published=True, texts=untitled)
    ResourceFactory(published=True, texts=untitled, practices=[network.practice])
    OrganisationFactory(published=True, since=2020, texts={"en": {"name": "", "summary": ""}})

    assert {card.code for card in client.get(LIBRARY).context["library"].practices.items} == {"fodem", "depot"}
    assert [row.code for row in client.get(RESOURCES).context["list"].resources.items] == ["guide"]
    assert [row.code for row in client.get(DIRECTORY).context["directory"].members.items] == ["dakar", "montreal"]
    assert [glance.code for glance in client.get("/en/practices/fodem/").context["dossier"].resources] == ["guide"]
