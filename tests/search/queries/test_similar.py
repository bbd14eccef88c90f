from uuid import uuid4

import pytest
from django.db import connection

from cities.commons.practices.models import Practice
from cities.core.actions import withdraw_record
from cities.search.actions import encode_waiting
from cities.search.engines import chosen_vectors, embedded
from cities.search.queries import similar, stock
from tests.factories import ConceptFactory, PracticeFactory

pytestmark = pytest.mark.django_db


def ids(lines):
    return [line.pk for line in lines]


@pytest.fixture
def roof_gardens(network):
    """Another practice about what the gardens of the network are about, in another language."""
    return PracticeFactory(
        texts={"en": {"title": "Roof gardens", "summary": "Neighbours grow vegetables on flat roofs and sell the harvest."}}, published=True
    ).pk


def test_record_that_means_the_same_in_another_language_is_most_alike(network, roof_gardens, encoder):
    encode_waiting()

    assert ids(similar(network.gardens))[0] == roof_gardens
    assert ids(similar(roof_gardens))[0] == network.gardens


def test_record_is_not_like_itself(meaning):
    assert meaning.gardens not in ids(similar(meaning.gardens, limit=100))


def test_topics_and_places_are_not_alike_unless_asked_for(meaning):
    assert {line.kind for line in similar(meaning.gardens, limit=100)} <= {"practice", "resource", "member"}
    assert {line.kind for line in similar(meaning.gardens, kinds=["concept"], limit=100)} <= {"concept"}


def test_only_kinds_asked_for_and_no_more_than_wanted(network, roof_gardens, encoder):
    encode_waiting()

    assert {line.kind for line in similar(network.gardens, kinds=["practice"])} == {"practice"}
    assert len(similar(network.gardens, limit=1)) == 1


def test_withdrawn_record_is_like_nothing(network, roof_gardens, encoder):
    encode_waiting()
    withdraw_record(Practice.objects.get(pk=roof_gardens), reason="Asked for.", by=None)

    assert roof_gardens not in ids(similar(network.gardens, limit=100))
    assert similar(roof_gardens) == []


def test_record_the_index_does_not_hold_is_like_nothing(network):
    assert similar(uuid4()) == []


def test_without_an_encoder_common_concepts_make_alike():
    concepts = [ConceptFactory(code=code, scheme__code="themes") for code in ("a", "b", "c")]
    own = PracticeFactory(concepts=concepts, published=True)
    three = PracticeFactory(concepts=concepts, published=True)
    two = PracticeFactory(concepts=concepts[:2], published=True)
    PracticeFactory(concepts=concepts[:1], published=True)

    assert ids(similar(own.pk)) == [three.pk, two.pk]


def test_record_without_a_vector_yet_is_like_those_with_its_concepts(encoder):
    concepts = [ConceptFactory(code=code, scheme__code="themes") for code in ("a", "b")]
    first, second = (PracticeFactory(concepts=concepts, published=True) for _ in range(2))

    assert ids(similar(first.pk)) == [second.pk]


@pytest.mark.parametrize("count", [1, 3])
def test_more_like_this_costs_two_queries(count, encoder, monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(embedded, "LOOKS_AGAIN", 60.0)
    first, *_ = [PracticeFactory(texts={"en": {"title": "Roof gardens"}}, published=True) for _ in range(count + 1)]
    encode_waiting()
    similar(first.pk)
    stock()
    chosen_vectors(encoder).note([])

    with django_assert_num_queries({"sqlite": 2, "postgresql": 3}[connection.vendor]):
        assert len(similar(first.pk)) == count


def test_records_with_common_concepts_are_alike_both_ways_whoever_said_so(settings):
    settings.ENCODER_URL = "none://"
    food, care = (ConceptFactory(code=code, labels={"en": code.title()}) for code in ("food", "care"))
    catalogued = PracticeFactory(concepts=[food, care], published=True).pk
    presumed, other = (PracticeFactory(texts={"en": {"title": f"Food and care {name}"}}, published=True).pk for name in ("here", "there"))

    assert {each: set(ids(similar(each))) for each in (catalogued, presumed)} == {
        catalogued: {presumed, other},
        presumed: {catalogued, other},
    }
