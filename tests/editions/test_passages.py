import pytest

from cities.core.actions import publish_record, withdraw_record
from cities.editions.actions import begin_next_version, publish_edition, withdraw_edition, write_words
from cities.editions.models import Edition
from cities.editions.passages import content, indexed_editions
from cities.search.queries import Search, rank
from cities.translation.actions import write_text
from tests.editions.filled import filled
from tests.factories import ConceptFactory, PracticeFactory
from tests.factories.editions import ChosenCaseFactory, EditionFactory

pytestmark = pytest.mark.django_db


def found(words):
    return {one.line.pk for one in rank(Search(f'"{words}"', reader="en")).ranked}


@pytest.fixture
def garden(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    return filled()


def test_a_kit_is_found_by_its_words_by_what_it_tells_and_where_that_is(garden):
    garden.practice.concepts.set([ConceptFactory(code="food", labels={"en": "Food"})])
    publish_record(garden.practice, by=None)
    publish_edition(garden.kit, by=None)

    told = content(indexed_editions().get())

    english, french = told.texts
    assert (english.title, english.fields["introduction"]) == ("Begin a garden", "Gardens **grow**.")
    assert (french.title, french.state, told.original, told.year) == ("Commencer un jardin", "human", "en", garden.kit.year)
    assert {"Roof gardens", "Gardens travel", "A guide", "Food", "Senegal"} <= set(english.also)
    assert "Jardins sur les toits" in french.also
    assert (told.facets["concept"], set(told.facets["place"])) == (("themes:food",), {"sn", "pe"})


def test_a_yearbook_is_found_by_its_words_and_the_titles_of_its_cases(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    edition = EditionFactory(words={"en": {"title": "Yearbook {year}", "message": "We are {members}."}})
    ChosenCaseFactory(edition=edition, practice=PracticeFactory(code="lanes", published=True, concepts=[ConceptFactory(code="food")]))
    publish_edition(edition, by=None)

    told = content(indexed_editions().get())

    (text,) = told.texts
    assert (text.title, text.fields, text.also) == ("Yearbook 2021", {"message": "We are 0."}, ("Lanes",))
    assert told.facets == {"concept": (), "concept_in": (), "place": ()}


def test_an_edition_nobody_named_is_found_by_its_kind_and_year(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    publish_edition(EditionFactory(words={}), by=None)

    (text,) = content(indexed_editions().get()).texts

    assert (text.language, text.title) == ("en", "Yearbook 2021")


def test_what_is_written_after_publication_is_found_when_it_is_published(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    edition = publish_edition(EditionFactory(words={"en": {"title": "Zqbefore"}}), by=None)

    write_words(edition, "en", {"title": "Zqafter"}, by=None)
    assert (found("zqbefore"), found("zqafter")) == ({edition.pk}, set())
    publish_edition(edition, by=None)

    assert (found("zqbefore"), found("zqafter")) == (set(), {edition.pk})


def test_a_draft_is_not_found_and_a_withdrawn_edition_at_once_no_more(garden):
    assert found("begin a garden") == set()
    publish_edition(garden.kit, by=None)
    assert found("begin a garden") == {garden.kit.pk}

    withdraw_edition(garden.kit, by=None)

    assert found("begin a garden") == set()


def test_of_a_kit_the_newest_public_version_is_found(garden):
    publish_edition(garden.kit, by=None)
    second = begin_next_version(garden.kit, by=None)
    assert found("begin a garden") == {garden.kit.pk}

    publish_edition(second, by=None)
    assert found("begin a garden") == {second.pk}

    withdraw_edition(Edition.objects.get(pk=second.pk), by=None)
    assert found("begin a garden") == {garden.kit.pk}


def test_a_kit_stays_as_it_was_frozen_whatever_becomes_of_what_it_tells(garden):
    publish_edition(garden.kit, by=None)

    write_text(garden.practice, "en", state="original", words={"title": "Zqrenamed"})
    publish_record(garden.practice, by=None)
    withdraw_record(garden.guide, reason="gone", by=None)

    assert garden.kit.pk not in found("zqrenamed")
    assert garden.kit.pk in found("roof gardens")
