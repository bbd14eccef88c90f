import pytest

from cities.api.schemas.answers import ConceptList
from cities.api.schemas.records import ConceptRecord
from cities.commons.vocabulary.models import ConceptMapping, ConceptText
from tests.factories import ConceptFactory

ADDRESS = "/api/v1/concepts"


def found(client, **query):
    return [result["code"] for result in client.get(ADDRESS, query).json()["results"]]


def test_list_gives_label_definition_and_place(client, world):
    ConceptText.objects.filter(record=world.microcredit, language="fr").update(definition="De petits prêts.", alternatives="prêt solidaire")

    listing = ConceptList.model_validate_json(client.get(ADDRESS, {"lang": "fr"}).content)

    finance, microcredit = listing.results
    assert (finance.title, finance.broader) == ("Finance solidaire", None)
    assert (microcredit.title, microcredit.summary, microcredit.alternatives) == ("Microcrédit", "De petits prêts.", ["prêt solidaire"])
    assert (microcredit.key, microcredit.broader.key, microcredit.state) == ("themes:microcredit", "themes:finance", "human")


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"scheme": "roles"}, ["partner"]),
        ({"scheme": ["roles", "themes"]}, ["partner", "finance", "microcredit"]),
        ({"concept": "finance"}, ["finance", "microcredit"]),
        ({"q": "MICROCREDIT"}, ["microcredit"]),
        ({"q": "solidaire"}, ["finance"]),
        ({"sort": "title", "lang": "fr"}, ["finance", "microcredit", "partner"]),
        ({"sort": "-title", "lang": "fr"}, ["partner", "microcredit", "finance"]),
        ({"sort": "-updated", "limit": 1}, ["partner"]),
    ],
)
def test_filters_and_sorting(client, world, query, expected):
    ConceptFactory(scheme__code="roles", code="partner")

    assert found(client, **query) == expected


def test_record_has_every_language_and_what_is_under_it(client, world):
    ConceptMapping.objects.create(concept=world.finance, relation="exactMatch", target="http://www.wikidata.org/entity/Q1")

    record = ConceptRecord.model_validate_json(client.get(f"{ADDRESS}/{world.finance.uuid}").content)

    assert [(text.language, text.label) for text in record.texts] == [("en", "Finance"), ("fr", "Finance solidaire")]
    assert [narrower.key for narrower in record.narrower] == ["themes:microcredit"]
    assert [(mapping.relation, mapping.target) for mapping in record.mappings] == [("exactMatch", "http://www.wikidata.org/entity/Q1")]


def test_concept_that_is_not_there_is_not_found(client, world):
    response = client.get(f"{ADDRESS}/00000000-0000-4000-8000-000000000000", {"lang": "en"})

    assert (response.status_code, response.json()["detail"]) == (404, "There is nothing at this address.")


@pytest.mark.parametrize("count", [1, 3])
def test_list_costs_six_queries_however_long_it_is(client, world, count, django_assert_num_queries):
    for _ in range(count):
        ConceptFactory(scheme__code="sectors", broader=world.finance)

    with django_assert_num_queries(6):
        response = client.get(ADDRESS, {"scheme": "sectors"})

    assert response.json()["total"] == count
