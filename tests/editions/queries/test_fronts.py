import pytest

from cities.editions.actions import publish_edition, write_words
from cities.editions.models import Edition
from cities.editions.queries import book_of, front, fronts, published_editions
from tests.factories import OrganisationFactory
from tests.factories.editions import EditionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition():
    OrganisationFactory(code="dakar", since=2019, published=True)
    words = {"en": {"title": "Yearbook", "subtitle": "{members} member in {year}"}, "fr": {"title": "Annuaire"}}
    return publish_edition(EditionFactory(code="y", words=words), by=None)


@pytest.mark.parametrize(("wanted", "title", "language"), [("en", "Yearbook", "en"), ("fr", "Annuaire", "fr"), ("es", "Annuaire", "fr")])
def test_front_is_that_of_the_book_in_the_language_that_serves_best(edition, wanted, title, language):
    read = front(edition)

    assert (read.title(wanted).text, read.title(wanted).language, read.subtitle(wanted).text) == (title, language, "1 member in 2021")
    assert (read.title(wanted), read.subtitle(wanted)) == ((set_book := book_of(edition.snapshot, language)).title, set_book.subtitle)
    assert (read.state("en"), read.state("fr"), read.languages, read.counts["members"]) == ("original", "human", ("en", "fr"), 1)


def test_what_is_written_for_the_next_publication_is_not_told(edition, client):
    write_words(edition, "en", {"title": "PLANTED", "subtitle": "PLANTED"}, by=None)
    Edition.objects.update(languages=["en", "fr", "es"], year=1999)

    pages = [
        "/api/v1/editions",
        f"/api/v1/editions/{edition.pk}",
        f"/en/feeds/cite/{edition.pk}.json",
        "/en/editions/",
        "/en/editions/y/",
    ]
    told = [client.get(page).content.decode() for page in pages]

    assert [("Yearbook" in text, "PLANTED" in text, "1999" in text) for text in told] == [(True, False, False)] * len(pages)
    assert [len(file["files"]) for file in client.get(pages[0]).json()["results"]] == [2]
    assert client.get("/en/editions/y/es/directory/").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_snapshots_are_read_together_and_once(edition, django_assert_num_queries, count):
    for number in range(count - 1):
        publish_edition(EditionFactory(code=f"y-{number}"), by=None)
    editions = list(published_editions())

    with django_assert_num_queries(1):
        first = fronts(editions)
    with django_assert_num_queries(0):
        assert fronts(editions) == first
    assert len(first) == count
