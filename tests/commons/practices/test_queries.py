import pytest

from cities.commons.places.queries import places
from cities.commons.practices.models import Practice
from cities.commons.practices.queries import PracticeFilter, facet_counts, for_pages, narrowed, points, shelf
from cities.commons.vocabulary.models import Concept
from cities.commons.vocabulary.queries import vocabularies
from cities.core.actions import publish_record, withdraw_record
from tests.factories import ConceptFactory, PracticeFactory, TerritoryFactory

pytestmark = pytest.mark.django_db


def found(**chosen):
    return sorted(line.code for line in selected(**chosen).records())


def selected(**chosen):
    return narrowed(PracticeFilter(**chosen), places=places("en"), vocabulary=vocabularies("en"))


def counts_of(selection):
    return facet_counts(selection, places=places("en"), vocabulary=vocabularies("en"))


@pytest.fixture
def library():
    finance = ConceptFactory(code="finance", scheme__code="themes")
    microcredit = ConceptFactory(code="microcredit", scheme__code="themes")
    Concept.objects.filter(pk=microcredit.pk).update(broader=finance)
    health = ConceptFactory(code="health", scheme__code="sectors")
    world = TerritoryFactory(code="world", kind="world", latitude=None, longitude=None)
    asia = TerritoryFactory(code="asia", kind="world-region", parent=world)
    korea = TerritoryFactory(code="kr", kind="country", parent=asia, country_code="KR")
    PracticeFactory(code="loans", published=True, started=2012, concepts=[microcredit, finance, health], territories=[korea])
    PracticeFactory(code="savings", published=True, started=1999, status="ended", concepts=[finance], texts={"fr": {}})
    PracticeFactory(code="draft", concepts=[finance])


def test_no_filter_leaves_everything_public(library):
    assert found() == ["loans", "savings"]
    assert PracticeFilter().is_empty


def test_broader_theme_finds_what_is_narrower(library):
    assert found(theme=("finance",)) == ["loans", "savings"]
    assert found(theme=("microcredit",)) == ["loans"]


def test_values_of_one_aspect_widen_and_aspects_narrow(library):
    assert found(status=("running", "ended")) == ["loans", "savings"]
    assert found(theme=("finance",), sector=("health",)) == ["loans"]


def test_unknown_code_finds_nothing(library):
    assert found(territory=("atlantis",)) == []
    assert found(period=("1800s",)) == []


def test_periods_hold_their_first_and_last_year(library):
    assert (found(period=("before-2000",)), found(period=("2010s",)), found(period=("2020s",))) == (["savings"], ["loans"], [])


def test_facets_count_a_practice_once_under_a_broader_theme(library):
    counts = counts_of(selected())

    assert counts["topmost", "themes:finance"] == 2
    assert counts["concept", "themes:microcredit"] == 1
    assert (counts["territory", "asia"], counts["country", "KR"]) == (1, 1)


def test_facet_of_a_chosen_aspect_shows_what_its_other_values_would_add(library):
    counts = counts_of(selected(status=("ended",), theme=("microcredit",)))

    assert counts["status", "running"] == 1
    assert counts["topmost", "themes:finance"] == 1


def test_facets_of_a_chosen_place_show_the_others(library):
    counts = counts_of(selected(territory=("asia",)))

    assert (counts["territory", "asia"], counts["period", "2010s"]) == (1, 1)
    assert ("period", "before-2000") not in counts


def test_a_known_library_costs_one_query_whatever_is_chosen(library, django_assert_num_queries):
    known, words = places("en"), vocabularies("en")
    shelf()

    with django_assert_num_queries(1):
        selection = narrowed(PracticeFilter(theme=("finance",), language=("fr",)), places=known, vocabulary=words)
        facet_counts(selection, places=known, vocabulary=words)
        selection.records()


def test_practices_are_listed_newest_first_or_by_age(library):
    PracticeFactory(code="undated", published=True)

    assert [line.code for line in selected().records()] == ["undated", "savings", "loans"]
    assert [line.code for line in selected().records("oldest")] == ["savings", "loans", "undated"]


def test_points_count_the_places_of_the_practices_left(library):
    assert points(selected()) == {"kr": 1}
    assert points(selected(status=("ended",))) == {}
    assert points(selected(territory=("asia",))) == {"kr": 1}


def test_words_narrow_like_any_aspect(library):
    assert found(query="savings") == ["savings"]
    assert found(query="savings", status=("running",)) == []
    assert found(query="nowhere") == []


def test_a_practice_that_is_published_is_listed_at_once(library):
    assert found() == ["loans", "savings"]

    publish_record(Practice.objects.get(code="draft"), by=None)

    assert found(theme=("finance",)) == ["draft", "loans", "savings"]


def test_a_practice_that_is_withdrawn_is_listed_no_more(library):
    assert found() == ["loans", "savings"]

    withdraw_record(Practice.objects.get(code="loans"), reason="An error.", by=None)

    assert found() == ["savings"]


def test_a_practice_that_is_deleted_is_listed_no_more(library):
    assert found() == ["loans", "savings"]

    Practice.objects.get(code="loans").delete()

    assert found() == ["savings"]


def test_a_change_of_concepts_is_seen_at_once(library):
    assert found(sector=("health",)) == ["loans"]
    practice = Practice.objects.get(code="savings")
    practice.concepts.add(Concept.objects.get(key="sectors:health"))

    publish_record(practice, by=None)

    assert found(sector=("health",)) == ["loans", "savings"]


def test_page_of_a_practice_loads_all_it_shows(library, django_assert_num_queries):
    with django_assert_num_queries(7):
        (practice,) = for_pages(Practice.objects.filter(code="loans"))
        [list(relation.all()) for relation in (practice.texts, practice.concepts, practice.figures, practice.sources)]
