import pytest

from cities.api.schemas.answers import ResourceList
from cities.api.schemas.records import ResourceRecord
from cities.commons.resources.models import ResourceFile
from tests.factories import ConceptFactory, OrganisationFactory, PracticeFactory, ResourceFactory

ADDRESS = "/api/v1/resources"


def found(client, **query):
    return [result["code"] for result in client.get(ADDRESS, query).json()["results"]]


@pytest.fixture
def shelf(world):
    town = OrganisationFactory(code="town", published=True)
    practice = PracticeFactory(code="credit", published=True)
    ResourceFactory(
        code="guide",
        year=2021,
        kind=ConceptFactory(scheme__code="deliverable-types", code="guide"),
        publishers=[town],
        practices=[practice],
        territories=[world.dakar],
        concepts=[world.microcredit],
        files=[
            ResourceFile(language="fr", title="Guide", url="https://example.org/guide.pdf", pages=40),
            ResourceFile(language="pt-BR"),
        ],
        texts={"fr": {"title": "Guide du crédit"}},
        published=True,
    )
    ResourceFactory(code="report", year=2019, published=True)
    ResourceFactory(code="draft")


def test_list_gives_files_with_their_languages(client, shelf):
    listing = ResourceList.model_validate_json(client.get(ADDRESS).content)

    assert [resource.code for resource in listing.results] == ["guide", "report"]
    assert [file.model_dump() for file in listing.results[0].files] == [
        {"language": "fr", "title": "Guide", "url": "https://example.org/guide.pdf", "pages": 40},
        {"language": "pt-BR", "title": "", "url": None, "pages": None},
    ]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"kind": "guide"}, ["guide"]),
        ({"year": 2019}, ["report"]),
        ({"since": 2020}, ["guide"]),
        ({"file_language": "pt"}, ["guide"]),
        ({"language": "fr"}, ["guide"]),
        ({"publisher": "town"}, ["guide"]),
        ({"practice": "credit"}, ["guide"]),
        ({"territory": "sn"}, ["guide"]),
        ({"concept": "themes:finance"}, ["guide"]),
        ({"q": "crédit"}, ["guide"]),
        ({"updated_since": "2100-01-01"}, []),
        ({"sort": "year"}, ["report", "guide"]),
        ({"sort": "title"}, ["guide", "report"]),
    ],
)
def test_filters_and_sorting(client, shelf, query, expected):
    assert found(client, **query) == expected


def test_record_names_publishers_and_practices(client, shelf):
    record_id = client.get(ADDRESS).json()["results"][0]["id"]

    record = ResourceRecord.model_validate_json(client.get(f"{ADDRESS}/{record_id}", {"lang": "fr"}).content)

    assert ([name.label for name in record.publishers], [name.label for name in record.practices]) == (["Town"], ["Credit"])
    assert (record.resource_kind.key, record.texts[0].title) == ("deliverable-types:guide", "Guide du crédit")


@pytest.mark.parametrize("count", [1, 3])
def test_list_costs_nine_queries_however_long_it_is(client, world, count, django_assert_num_queries):
    for _ in range(count):
        ResourceFactory(
            publishers=[OrganisationFactory(published=True)],
            territories=[world.dakar],
            concepts=[world.finance],
            files=[ResourceFile(language="fr")],
            published=True,
        )

    with django_assert_num_queries(9):
        response = client.get(ADDRESS)

    assert response.json()["total"] == count
