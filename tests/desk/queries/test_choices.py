import pytest

from cities.accounts.models import User
from cities.desk.queries.choices import MOST, find_choices, named_choices
from tests.factories import ConceptFactory, OrganisationFactory, PracticeFactory, SourceFactory, TerritoryFactory

pytestmark = pytest.mark.django_db
STAFF = User(is_superuser=True)


def test_territory_comes_with_what_it_lies_in():
    senegal = TerritoryFactory(
        code="sn", kind="country", parent=TerritoryFactory(code="world", kind="world"), names={"en": "Senegal", "fr": "Sénégal"}
    )
    TerritoryFactory(code="sn-dakar", parent=senegal, names={"en": "Dakar"})

    [choice] = find_choices("territory", "dak", language="fr", user=STAFF)

    assert (choice.label, choice.detail) == ("Dakar", "Sénégal")


def test_organisation_comes_with_its_acronym():
    OrganisationFactory(acronym="GSEF", texts={"en": {"name": "Global forum"}})

    [choice] = find_choices("organisation", "gsef", language="en", user=STAFF)

    assert (choice.label, choice.detail) == ("Global forum", "GSEF")


def test_names_that_begin_like_the_query_come_first():
    for title in ("A book of gardens", "Gardens on roofs"):
        SourceFactory(title=title)

    assert [choice.label for choice in find_choices("source", "gardens", language="en", user=STAFF)] == [
        "Gardens on roofs",
        "A book of gardens",
    ]


def test_there_are_never_more_than_fit_a_list():
    SourceFactory.create_batch(MOST + 5)

    assert len(find_choices("source", "", language="en", user=STAFF)) == MOST


def test_picked_things_keep_their_order_and_lost_ones_are_left_out():
    first, second = PracticeFactory(), PracticeFactory()

    named = named_choices("practice", [second.pk, "6f2c1d0a-5a43-5c0e-9a57-2f0d6f9a8b11", first.pk], language="en")

    assert [choice.value for choice in named] == [str(second.pk), str(first.pk)]


def test_concept_comes_with_its_vocabulary():
    ConceptFactory(scheme__code="themes", scheme__labels={"en": "Themes"}, code="work", labels={"en": "Work"})

    [choice] = find_choices("concept", "work", language="en", user=STAFF)

    assert (choice.value, choice.detail) == ("themes:work", "Themes")


def test_nothing_picked_costs_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert named_choices("organisation", [None, ""], language="en") == []
