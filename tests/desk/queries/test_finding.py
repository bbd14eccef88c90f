import pytest

from cities.commons.members.models import Organisation, Person
from cities.commons.places.models import Territory
from cities.commons.practices.models import Practice
from cities.desk.queries.finding import found
from tests.factories import OrganisationFactory, PersonFactory, PracticeFactory, TerritoryFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("query", ["santé", "SANTE", "coop sante", "health", "건강"])
def test_record_is_found_by_words_in_any_of_its_languages(query):
    practice = PracticeFactory(
        texts={"fr": {"title": "Coopérative de santé"}, "en": {"title": "Health co-operative"}, "ko": {"title": "건강 협동조합"}}
    )
    PracticeFactory(texts={"fr": {"title": "Jardins"}})

    assert list(found(Practice.objects.all(), query)) == [practice]


def test_every_word_must_be_there():
    PracticeFactory(texts={"fr": {"title": "Coopérative de santé"}})

    assert list(found(Practice.objects.all(), "santé jardins")) == []


def test_words_may_stand_in_different_languages():
    practice = PracticeFactory(texts={"fr": {"title": "Microjardins"}, "en": {"title": "Gardens"}})

    assert list(found(Practice.objects.all(), "gardens microjardins")) == [practice]


def test_organisation_is_found_by_its_acronym():
    organisation = OrganisationFactory(acronym="TIESS")

    assert list(found(Organisation.objects.all(), "tiess")) == [organisation]


def test_person_and_territory_are_found_by_name():
    person = PersonFactory(name="María Núñez")
    territory = TerritoryFactory(code="es-logrono", names={"es": "Logroño", "en": "Logrono"})

    assert list(found(Person.objects.all(), "nunez")) == [person]
    assert list(found(Territory.objects.all(), "logrono")) == [territory]


def test_no_words_narrow_nothing():
    PracticeFactory.create_batch(2)

    assert found(Practice.objects.all(), " ").count() == 2


@pytest.mark.parametrize("query", ['"', "(a+)+$", "[", "\\", "%_", "a" * 5000, "\x00"])
def test_hostile_query_finds_nothing_and_breaks_nothing(query):
    PracticeFactory(texts={"en": {"title": "Gardens"}})

    assert found(Practice.objects.all(), query).count() in (0, 1)
