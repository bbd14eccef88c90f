import pytest

from cities.commons.places.passages import INDEXED, content, place_codes, territory_subjects
from cities.core.versions import version
from cities.search.content import Subject
from tests.factories import TerritoryFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def dakar():
    world = TerritoryFactory(code="world", kind="world", names={"en": "World"})
    senegal = TerritoryFactory(code="sn", kind="country", parent=world, names={"en": "Senegal", "fr": "Sénégal"})
    return TerritoryFactory(code="sn-dakar", parent=senegal, names={"en": "Dakar", "ko": "다카르"})


def test_places_hold_all_they_lie_in_but_the_world(dakar):
    assert place_codes([dakar, dakar.parent]) == ("sn", "sn-dakar")


def test_territory_enters_by_its_names(dakar):
    told = content(dakar)

    assert {(text.language, text.title) for text in told.texts} == {("en", "Dakar"), ("ko", "다카르")}
    assert told.facets == {"place": ("sn", "sn-dakar")}


def test_world_is_neither_found_nor_named(dakar):
    assert {territory.code for territory in INDEXED.records()} == {"sn", "sn-dakar"}
    assert {subject.key for subject in territory_subjects()} == {"place:sn", "place:sn-dakar"}


def test_subject_knows_its_names_and_what_it_lies_in(dakar):
    subjects = {subject.key: subject for subject in territory_subjects()}

    assert subjects["place:sn-dakar"] == Subject("place:sn-dakar", "place", {"en": ("Dakar",), "ko": ("다카르",)}, broader="place:sn")
    assert subjects["place:sn"].broader is None


def test_version_changes_with_a_name(dakar):
    before = version("places")
    text = dakar.texts.get(language="en")
    text.name = "Greater Dakar"
    text.save()

    assert version("places") != before


@pytest.mark.parametrize("count", [1, 3])
def test_subjects_cost_two_queries_however_many(count, django_assert_num_queries):
    for _ in range(count):
        TerritoryFactory()

    with django_assert_num_queries(2):
        assert len(list(territory_subjects())) == count
