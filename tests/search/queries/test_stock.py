import pytest

from cities.commons.practices.models import Practice
from cities.core.actions import withdraw_record
from cities.search.queries import stock, subjects
from cities.search.queries.stock import called
from tests.factories import ConceptFactory, OrganisationFactory, PracticeFactory, ResourceFactory, TerritoryFactory

pytestmark = pytest.mark.django_db


def shares(query):
    return {stock().by_number[number].pk: share for number, share in called(query, stock())}


@pytest.mark.parametrize("count", [1, 3])
def test_stock_costs_three_queries_and_one_while_nothing_changes(count, django_assert_num_queries):
    for _ in range(count):
        PracticeFactory(published=True)

    with django_assert_num_queries(3):
        first = stock()
    with django_assert_num_queries(1):
        second = stock()

    assert second is first
    assert len(first.shelf.records) == count


@pytest.mark.parametrize("count", [1, 3])
def test_subjects_cost_five_queries_and_one_while_nothing_changes(count, django_assert_num_queries):
    for _ in range(count):
        ConceptFactory(scheme__code="themes")
        TerritoryFactory()

    with django_assert_num_queries(5):
        first = subjects()
    with django_assert_num_queries(1):
        second = subjects()

    assert second is first
    assert len(first.subjects) == 2 * count


def test_stock_follows_the_index():
    practice = PracticeFactory(published=True)
    before = stock()

    withdraw_record(practice, reason="Asked for.", by=None)

    assert [line.pk for line in before.shelf.records] == [practice.pk]
    assert stock().shelf.records == ()


def test_subjects_follow_a_new_label():
    concept = ConceptFactory(scheme__code="themes", code="food", labels={"en": "Food"})
    before = subjects().named("nourishment", "en")

    text = concept.texts.get()
    text.label = "Nourishment"
    text.save()

    assert before == []
    assert [named.keys for named in subjects().named("nourishment", "en")] == [("themes:food",)]


def test_line_holds_what_ranking_asks_for():
    food = ConceptFactory(code="food", scheme__code="themes")
    practice = PracticeFactory(texts={"fr": {}}, concepts=[food], territories=[TerritoryFactory(code="sn")], started=2012, published=True)

    (line,) = stock().shelf.records

    assert (line.pk, line.kind, line.original, line.year) == (practice.pk, "practice", "fr", 2012)
    assert (line.concepts, line.places) == (("themes:food",), ("sn",))
    assert 0 < line.worth <= 1


def test_sets_of_records_are_told_by_number():
    for _ in range(3):
        PracticeFactory(published=True)
    held = stock()
    numbers = [line.number for line in held.shelf.records]

    assert held.numbers(held.shelf.everything) is None
    assert held.numbers(0b101) == [numbers[0], numbers[2]]
    assert held.among([numbers[1], 10**9]) == 0b010


def test_rarity_falls_with_those_that_have_it():
    everywhere, once, nowhere = (ConceptFactory(code=code, scheme__code="themes") for code in ("everywhere", "once", "nowhere"))
    for concepts in ([everywhere, once], [everywhere], [everywhere]):
        PracticeFactory(concepts=concepts, published=True)
    held = stock()

    rarities = [held.rarity(concept.key) for concept in (everywhere, once, nowhere)]

    assert rarities == sorted(rarities)
    assert rarities[-1] == 1.0


def test_empty_index_holds_nothing():
    held = stock()

    assert (held.shelf.records, held.listed, held.topics, dict(held.names)) == ((), 0, (), {})
    assert held.numbers(0) is None


def test_name_in_a_query_counts_by_its_share_of_the_words():
    organisation = OrganisationFactory(acronym="R.S.F.", texts={"fr": {"name": "Réseau – solidaire"}}, published=True)

    assert shares("rsf") == shares("R.S.F.") == shares("reseau solidaire") == {organisation.pk: 1.0}
    assert shares("le réseau solidaire de dakar") == {organisation.pk: 0.4}
    assert shares("") == shares("!!!") == {}


def test_records_of_one_name_are_all_called():
    first, second = (factory(texts={"en": {"title": "Commons"}}, published=True) for factory in (PracticeFactory, ResourceFactory))

    assert shares("commons") == {first.pk: 1.0, second.pk: 1.0}


def test_titles_in_every_language_are_names():
    practice = PracticeFactory(texts={"ko": {"title": "전통 시장"}, "en": {"title": "Old market"}}, published=True)

    assert shares("전통 시장") == shares("OLD MARKET!") == {practice.pk: 1.0}
    assert Practice.objects.count() == 1
