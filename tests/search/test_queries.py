import pytest
from django.core.management import call_command

from cities.search.actions import rebuild_index
from cities.search.models import Passage
from cities.search.queries import find, matching_ids
from tests.factories import OrganisationFactory, PracticeFactory, ResourceFactory, TerritoryFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("query", ["jardin", "JARDIN", "Dakar jardin", "micro-jardin"])
def test_every_word_must_stand_in_one_language_of_the_record(query):
    dakar = TerritoryFactory(code="sn-dakar", names={"en": "Dakar"})
    practice = PracticeFactory(texts={"fr": {"title": "Micro-jardins", "problem": "Manger"}}, territories=[dakar], published=True)
    PracticeFactory(texts={"fr": {"title": "Autre chose à Dakar"}}, published=True)

    assert [hit.record_id for hit in find(query).hits] == [practice.pk]


def test_title_comes_before_text_and_the_readers_language_before_others():
    in_text = PracticeFactory(texts={"en": {"title": "Other", "problem": "housing"}}, published=True)
    in_title = PracticeFactory(texts={"en": {"title": "Social housing"}}, published=True)
    is_title = PracticeFactory(texts={"en": {"title": "Housing"}}, published=True)

    hits = find("housing", language="en").hits

    assert [hit.record_id for hit in hits] == [is_title.pk, in_title.pk, in_text.pk]


def test_record_with_many_languages_is_one_hit_shown_in_the_readers():
    PracticeFactory(texts={"ko": {"title": "Dakar 시장"}, "fr": {"title": "Marché Dakar"}, "en": {"title": "Dakar market"}}, published=True)

    found = find("dakar", language="fr")

    assert (found.total, [hit.title for hit in found.hits]) == (1, ["Marché Dakar"])


def test_acronym_finds_the_organisation():
    organisation = OrganisationFactory(acronym="RENAPESS", published=True)

    assert [hit.record_id for hit in find("renapess").hits] == [organisation.pk]


def test_draft_is_never_found():
    PracticeFactory(texts={"en": {"title": "Secret plan"}})

    assert (find("secret").total, rebuild_index()["practice"]) == (0, 0)


@pytest.mark.parametrize("query", ["", "   ", '"', "*", "NEAR(", "%", "_", "\0", "'; drop table", '"' * 10_000, "x " * 5_000])
def test_hostile_query_finds_nothing_and_harms_nothing(query):
    PracticeFactory(published=True)

    assert find(query).total == 0


def test_rebuilt_index_equals_the_one_kept_all_along():
    PracticeFactory(published=True)
    ResourceFactory(published=True)
    OrganisationFactory(published=True)
    kept = sorted(Passage.objects.values_list("record_id", "kind", "language", "folded"))

    counts = rebuild_index()

    assert sorted(Passage.objects.values_list("record_id", "kind", "language", "folded")) == kept
    assert counts == {"resource": 1, "practice": 1, "member": 1}


def test_pages_of_hits_follow_each_other():
    for _ in range(5):
        PracticeFactory(texts={"en": {"title": "Shared word"}}, published=True)

    first, second = find("shared", limit=3), find("shared", limit=3, offset=3)

    assert (first.total, second.total) == (5, 5)
    assert len({hit.record_id for hit in (*first.hits, *second.hits)}) == 5


def test_matching_ids_narrow_one_kind():
    practice = PracticeFactory(texts={"en": {"title": "Commons"}}, published=True)
    ResourceFactory(texts={"en": {"title": "Commons"}}, published=True)

    assert list(matching_ids("commons", kind="practice")) == [practice.pk]


@pytest.mark.parametrize("count", [1, 3])
def test_find_costs_two_queries_however_much_it_finds(count, django_assert_num_queries):
    for _ in range(count):
        PracticeFactory(texts={"en": {"title": "Commons"}}, published=True)

    with django_assert_num_queries(2):
        find("commons")


def test_command_rebuilds_the_index(capsys):
    PracticeFactory(texts={"en": {"title": "Commons"}}, published=True)
    Passage.objects.all().delete()

    call_command("rebuild_index")

    assert "1 practice" in capsys.readouterr().out
    assert find("commons").total == 1
