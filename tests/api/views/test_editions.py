import pytest

from cities.api.schemas.editions import EditionList, EditionRecord
from cities.editions.actions import publish_edition
from cities.editions.tallies import totals
from tests.factories import OrganisationFactory
from tests.factories.editions import EditionFactory

pytestmark = pytest.mark.django_db
ADDRESS = "/api/v1/editions"


@pytest.fixture
def edition():
    OrganisationFactory(code="dakar", since=2019, published=True)
    words = {"en": {"title": "Yearbook"}, "fr": {"title": "Annuaire"}}
    EditionFactory(code="draft", words={"en": {"title": "PLANTED"}})
    return publish_edition(EditionFactory(code="y", words=words), by=None)


def test_list_gives_what_is_published_with_its_files(client, edition):
    answer = client.get(ADDRESS, {"lang": "fr"})
    listing = EditionList.model_validate_json(answer.content)

    assert b"PLANTED" not in answer.content
    assert (listing.total, [each.code for each in listing.results]) == (1, ["y"])
    assert [(each.title, each.language, each.state) for each in listing.results] == [("Annuaire", "fr", "human")]
    assert [(file.language, file.pdf.rsplit("/en/", 1)[1]) for file in listing.results[0].files] == [
        ("en", "editions/y/files/en.pdf"),
        ("fr", "editions/y/files/fr.pdf"),
    ]


def test_one_edition_gives_the_totals_it_prints(client, edition):
    record = EditionRecord.model_validate_json(client.get(f"{ADDRESS}/{edition.pk}").content)

    assert {total.subject: total.count for total in record.totals} == totals(edition.snapshot.read())
    assert record.digest == edition.snapshot.digest


def test_a_draft_is_not_found(client, edition):
    assert client.get(f"{ADDRESS}/{EditionFactory().pk}").status_code == 404


def test_pages_turn(client, edition):
    assert client.get(ADDRESS, {"limit": 1, "offset": 1}).json()["results"] == []
