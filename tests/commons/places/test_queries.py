import pytest

from cities.commons.places.models import Territory
from cities.commons.places.queries import places
from tests.factories import TerritoryFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def gazetteer():
    world = TerritoryFactory(code="world", kind="world", latitude=None, longitude=None)
    africa = TerritoryFactory(code="africa-middle-east", kind="world-region", parent=world, names={"en": "Africa", "fr": "Afrique"})
    senegal = TerritoryFactory(code="sn", kind="country", parent=africa, country_code="SN", names={"en": "Senegal", "fr": "Sénégal"})
    TerritoryFactory(code="sn-dakar", parent=senegal, country_code="SN", names={"en": "Dakar"})
    TerritoryFactory(code="sn-ecully", parent=senegal, country_code="SN", names={"en": "Écully"})
    TerritoryFactory(code="sn-ziguinchor", parent=senegal, country_code="SN", names={"en": "Ziguinchor"})


def test_places_are_named_in_the_readers_language(gazetteer):
    french = places("fr")

    assert french.full_name(french.by_code["sn-dakar"]) == "Dakar, Sénégal"
    assert french.full_name(french.by_code["sn"]) == "Sénégal"
    assert french.full_name(french.by_code["africa-middle-east"]) == "Afrique"


def test_places_know_what_contains_them_and_what_they_contain(gazetteer):
    known = places("en")
    dakar = known.by_code["sn-dakar"]

    assert (dakar.codes, dakar.region) == (("world", "africa-middle-east", "sn", "sn-dakar"), "africa-middle-east")
    assert [place.code for place in known.parents(dakar)] == ["africa-middle-east", "sn"]
    assert known.by_code["world"].region == "world"
    assert [place.code for place in known.regions()] == ["africa-middle-east"]


def test_places_are_sorted_as_people_sort_them(gazetteer):
    assert [place.name for place in places("en").children("sn")] == ["Dakar", "Écully", "Ziguinchor"]


def test_places_cost_one_query_once_known(gazetteer, django_assert_num_queries):
    places("es")

    with django_assert_num_queries(1):
        places("es")


def test_a_new_place_is_known_at_once(gazetteer):
    places("en")
    TerritoryFactory(code="sn-thies", parent=Territory.objects.get(code="sn"))

    assert "sn-thies" in places("en").by_code


def test_condition_finds_all_a_place_contains_and_nothing_for_an_unknown_code(gazetteer):
    known = places("en")

    inside = Territory.objects.filter(known.condition("path", ["sn"]))
    assert sorted(territory.code for territory in inside) == ["sn", "sn-dakar", "sn-ecully", "sn-ziguinchor"]
    assert not Territory.objects.filter(known.condition("path", ["atlantis"])).exists()


def test_region_expression_works_out_the_region_of_a_row(gazetteer):
    rows = Territory.objects.annotate(region=places("en").region_expression("path")).values_list("code", "region")

    assert dict(rows)["sn-dakar"] == "africa-middle-east"
    assert dict(rows)["world"] == "world"


def test_known_leaves_out_what_nobody_knows(gazetteer):
    known = places("en")

    assert known.known([known.by_code["sn"].id, "nobody"]) == [known.by_code["sn"]]
