import pytest

from cities.commons.practices.models import Practice
from cities.commons.vocabulary.models import Concept
from cities.core.actions import save_draft
from cities.desk.actions import withdraw_with_reason
from cities.desk.queries.translations import record_texts
from cities.translation.actions import write_text
from cities.translation.models import TextState
from tests.factories import ConceptFactory, PracticeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def practice():
    return PracticeFactory(
        texts={
            "fr": {"title": "Microjardins", "summary": "Sur les toits.", "results": "Mille."},
            "en": {"title": "Micro-gardens", "summary": "On roofs.", "state": "machine"},
        },
        published=True,
    )


def rewrite_original(practice, summary):
    write_text(practice, "fr", state=TextState.ORIGINAL, words={"summary": summary})
    return practice


def test_texts_are_read_with_their_states(practice):
    texts = record_texts(Practice)[practice.pk]

    assert {card.language: card.state for card in texts.cards.values()} == {"fr": "original", "en": "machine"}
    assert texts.original == "fr"
    assert (texts.title("en"), texts.title("es"), texts.title_language("es")) == ("Micro-gardens", "Microjardins", "fr")


def test_changed_original_shows_as_stale(practice):
    rewrite_original(practice, "Partout.").save()

    assert record_texts(Practice)[practice.pk].cards["en"].stale == ("summary",)


def test_fields_never_translated_are_missing(practice):
    assert record_texts(Practice)[practice.pk].cards["en"].missing == ("results",)


def test_draft_of_a_live_record_counts(practice):
    save_draft(rewrite_original(practice, "Partout."), by=None)

    card = record_texts(Practice)[practice.pk].cards["en"]

    assert (card.stale, card.is_draft) == (("summary",), True)


def test_withdrawn_record_is_left_out(practice):
    withdraw_with_reason(practice, reason="Asked for", by=None)

    assert practice.pk not in record_texts(Practice)


def test_texts_from_a_vocabulary_file_are_never_stale():
    concept = ConceptFactory(labels={"en": "Work", "fr": "Travail"})

    assert record_texts(Concept)[concept.key].cards["fr"].stale == ()


@pytest.mark.parametrize("count", [1, 3])
def test_known_texts_cost_two_queries(count, django_assert_num_queries):
    PracticeFactory.create_batch(count, published=True)
    record_texts(Practice)

    with django_assert_num_queries(2):
        texts = record_texts(Practice)

    assert len(texts) == count
