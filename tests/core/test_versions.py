import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cities.commons.vocabulary.models import ConceptText
from cities.core.versions import at_once, one_moment, version
from tests.factories import ConceptFactory, PracticeFactory, TerritoryFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def concept():
    return ConceptFactory(labels={"en": "Food", "fr": "Alimentation"})


def test_version_is_the_same_while_nothing_changes(concept):
    assert version("concepts") == version("concepts")


def test_version_of_empty_tables_is_a_version(db):
    before = version("places")

    TerritoryFactory()

    assert version("places") != before


@pytest.mark.parametrize(
    "change",
    [
        lambda concept: ConceptFactory(),
        lambda concept: concept.texts.get(language="fr").delete(),
        lambda concept: concept.texts.get(language="fr").save(),
        lambda concept: concept.save(),
    ],
    ids=["added", "taken away", "words written", "written"],
)
def test_version_changes_with_every_row(concept, change):
    before = version("concepts")

    change(concept)

    assert version("concepts") != before


def test_row_in_place_of_another_is_a_change_whatever_the_clock_says(concept):
    text = concept.texts.get(language="fr")
    before = version("concepts")

    text.delete()
    replaced = ConceptText.objects.create(record=concept, language="ja", label="食", state="human")
    ConceptText.objects.filter(pk=replaced.pk).update(updated_at=text.updated_at)

    assert version("concepts") != before


def test_version_tells_of_its_own_tables_only(concept):
    before = version("places")

    ConceptFactory()

    assert version("places") == before


def test_everything_is_asked_once_in_a_moment(concept, django_assert_num_queries):
    TerritoryFactory()
    outside = {name: version(name) for name in ("concepts", "places", "entries")}

    with django_assert_num_queries(1), one_moment():
        within = {name: version(name) for name in ("concepts", "places", "entries", "concepts")}

    assert within == outside


def test_moment_sees_what_was_at_first_and_the_next_what_came_after(concept):
    with one_moment():
        before = version("concepts")
        ConceptFactory()
        with one_moment():
            assert version("concepts") == before

    assert version("concepts") != before


def test_function_reads_at_once(concept, django_assert_num_queries):
    read = at_once(lambda name, *, other: (version(name), version(other)))

    with django_assert_num_queries(1):
        told = read("concepts", other="places")

    assert told == (version("concepts"), version("places"))


def test_page_asks_once_and_the_next_one_again(client, concept):
    PracticeFactory(published=True)
    client.get("/en/topics/")

    with CaptureQueriesContext(connection) as asked:
        client.get("/en/topics/")
        client.get("/en/topics/")

    assert sum("UNION ALL" in query["sql"] and "vocabulary_concepttext" in query["sql"] for query in asked) == 2
