import pytest

from cities.commons.places.actions import TerritoryEntry, load_shipped_territories, store_territories
from cities.commons.places.models import Territory

pytestmark = pytest.mark.django_db


def test_shipped_territories_are_the_world_its_regions_and_every_country():
    new = load_shipped_territories()

    again = load_shipped_territories()

    assert (Territory.objects.filter(kind="world-region").count(), Territory.objects.filter(kind="country").count() >= 249) == (5, True)
    assert (new, again) == (Territory.objects.count(), 0)


def test_country_has_its_names_its_region_and_a_place_on_the_map():
    load_shipped_territories()

    senegal = Territory.objects.get(code="sn")

    assert (senegal.name_in("fr"), senegal.name_in("ko"), senegal.region_code) == ("Sénégal", "세네갈", "africa-middle-east")
    assert senegal.path == "world/africa-middle-east/sn/"
    assert senegal.latitude is not None


def test_children_may_stand_before_their_parents():
    city = TerritoryEntry("xx-city", "city", "xx", {"fr": "Ville"})
    country = TerritoryEntry("xx", "country", None, {"en": "Somewhere"}, country_code="XX")

    store_territories([city, country])

    stored = Territory.objects.get(code="xx-city")
    assert (stored.path, stored.country_code) == ("xx/xx-city/", "XX")


def test_unknown_parent_is_an_error():
    with pytest.raises(ValueError, match="nowhere"):
        store_territories([TerritoryEntry("xx", "country", "nowhere", {"en": "Somewhere"})])


def test_tree_answers_who_contains_whom():
    load_shipped_territories()
    europe, spain = Territory.objects.get(code="europe"), Territory.objects.get(code="es")

    assert spain.path.startswith(europe.path)
