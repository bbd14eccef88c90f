import pytest

from cities.commons.practices.models import Practice
from cities.search.actions import forget_record, forget_records, index_new_records, index_record, is_indexed, rebuild_index
from cities.search.models import Passage
from tests.factories import PracticeFactory, SourceFactory

pytestmark = pytest.mark.django_db


def test_record_is_indexed_as_it_is_stored_once_a_language():
    practice = PracticeFactory(texts={"fr": {"title": "Un"}, "en": {"title": "One"}}, published=True)

    index_record(practice)

    assert list(Passage.objects.order_by("language").values_list("language", "folded_title")) == [("en", "one"), ("fr", "un")]


def test_draft_leaves_no_passage_even_when_asked():
    index_record(PracticeFactory())

    assert Passage.objects.count() == 0


def test_many_new_records_enter_in_one_query(django_assert_num_queries):
    for _ in range(3):
        PracticeFactory(published=True)
    Passage.objects.all().delete()
    practices = list(Practice.objects.prefetch_related("texts", "territories__texts", "concepts__texts"))

    with django_assert_num_queries(1):
        index_new_records(practices)

    assert Passage.objects.count() == 3


def test_forgotten_records_are_found_by_nobody():
    first, second, third = (PracticeFactory(published=True) for _ in range(3))

    forget_record(first.pk)
    forget_records([second.pk])

    assert set(Passage.objects.values_list("record_id", flat=True)) == {third.pk}


def test_rebuilding_counts_each_kind():
    PracticeFactory(published=True)

    assert rebuild_index() == {"resource": 0, "practice": 1, "member": 0}


def test_only_kinds_that_said_how_are_indexed():
    assert (is_indexed(PracticeFactory()), is_indexed(SourceFactory())) == (True, False)
