import pytest

from cities.api.schemas.answers import TerritoryList
from cities.api.schemas.records import TerritoryRecord

ADDRESS = "/api/v1/territories"


def found(client, **query):
    return [result["code"] for result in client.get(ADDRESS, query).json()["results"]]


def test_list_goes_down_the_tree(client, world):
    listing = TerritoryList.model_validate_json(client.get(ADDRESS, {"lang": "fr"}).content)

    assert [territory.code for territory in listing.results] == ["world", "africa", "sn", "sn-dakar", "europe", "es", "es-bilbao"]
    assert (listing.results[2].title, listing.results[2].language, listing.results[2].country) == ("Sénégal", "fr", "SN")


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"kind": "country"}, ["sn", "es"]),
        ({"territory": "europe"}, ["europe", "es", "es-bilbao"]),
        ({"region": "africa", "kind": "city"}, ["sn-dakar"]),
        ({"country": "es"}, ["es", "es-bilbao"]),
        ({"q": "senegal"}, ["sn"]),
        ({"kind": "country", "sort": "title", "lang": "fr"}, ["es", "sn"]),
        ({"kind": "country", "sort": "-title", "lang": "fr"}, ["sn", "es"]),
        ({"sort": "-updated", "limit": 1}, ["es-bilbao"]),
    ],
)
def test_filters_and_sorting(client, world, query, expected):
    assert found(client, **query) == expected


def test_record_has_its_names_parents_and_children(client, world):
    record = TerritoryRecord.model_validate_json(client.get(f"{ADDRESS}/{world.senegal.pk}").content)

    assert [(text.language, text.name) for text in record.texts] == [("en", "Senegal"), ("fr", "Sénégal")]
    assert [territory.code for territory in record.parents] == ["world", "africa"]
    assert [territory.code for territory in record.children] == ["sn-dakar"]


def test_territory_that_is_not_there_is_not_found(client, world):
    assert client.get(f"{ADDRESS}/00000000-0000-4000-8000-000000000000").status_code == 404


def test_map_has_a_point_for_what_has_coordinates(client, world):
    features = client.get(ADDRESS, {"format": "geojson", "kind": ["city", "world"]}).json()["features"]

    assert [feature["geometry"] and feature["geometry"]["coordinates"] for feature in features] == [None, [-17.4, 14.7], [-2.93, 43.26]]
