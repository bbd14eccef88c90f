import pytest

from cities.commons.practices.models import Practice
from cities.desk.actions import prepare_desk, withdraw_with_reason
from cities.desk.queries.waiting import in_review, scheduled, thinnest_records, waiting_for
from cities.translation.actions import write_text
from cities.translation.models import TextState
from tests.factories import OrganisationFactory, PracticeFactory

pytestmark = pytest.mark.django_db


def test_nothing_waits_in_an_empty_network(administrator):
    waiting = waiting_for(administrator)

    assert (waiting.reviews, waiting.imports, waiting.stale, waiting.machine, waiting.silent) == (0, 0, 0, 0, 0)
    assert set(waiting.unpublished.values()) == {0}


def test_counts_tell_what_is_to_do(administrator):
    practice = PracticeFactory(
        texts={"fr": {"title": "Toits"}, "en": {"title": "Roofs", "state": "machine"}, "es": {"title": "Azoteas"}}, published=True
    )
    write_text(practice, "fr", state=TextState.ORIGINAL, words={"title": "Toits et cours"})
    practice.save()
    OrganisationFactory()

    waiting = waiting_for(administrator)

    assert (waiting.stale, waiting.machine, waiting.silent) == (2, 1, 1)
    assert {model.__name__: count for model, count in waiting.unpublished.items()} == {"Organisation": 1, "Practice": 0, "Resource": 0}


def test_submitted_draft_waits_for_its_reviewers(administrator):
    prepare_desk()
    practice = PracticeFactory()
    practice.save_revision()
    practice.get_workflow().start(practice, administrator)

    assert waiting_for(administrator).reviews == 1
    assert in_review(Practice) == {str(practice.pk)}


def test_thinnest_records_come_first_and_withdrawn_ones_not_at_all():
    thin = PracticeFactory(published=True)
    OrganisationFactory(published=True)
    withdraw_with_reason(PracticeFactory(published=True), reason="Asked for", by=None)

    records = [found.record for found in thinnest_records(most=5)]

    assert records[0] == thin
    assert len(records) == 2


def test_nothing_is_scheduled_by_itself():
    PracticeFactory(published=True)

    assert scheduled(Practice) == set()
