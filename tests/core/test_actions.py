import pytest

from cities.commons.practices.models import Practice
from cities.core.actions import publish_record, restore_record, save_draft, withdraw_record
from cities.search.queries import Search, rank
from cities.translation.actions import write_text
from cities.translation.models import TextState
from tests.factories import PracticeFactory

pytestmark = pytest.mark.django_db


def test_draft_changes_nothing_for_readers():
    practice = PracticeFactory(texts={"en": {"title": "Before"}}, published=True)
    write_text(practice, "en", state=TextState.ORIGINAL, words={"title": "After"})

    save_draft(practice, by=None)

    stored = Practice.objects.get(pk=practice.pk)
    assert str(stored) == "Before"
    assert stored.has_unpublished_changes is True
    assert str(stored.get_latest_revision_as_object()) == "After"


def test_published_record_is_public_and_found():
    practice = PracticeFactory(texts={"fr": {"title": "Microjardinage"}})

    publish_record(practice, by=None)

    assert list(Practice.objects.public()) == [practice]
    assert [found.line.pk for found in rank(Search("microjardinage", reader="fr")).ranked] == [practice.pk]


def test_withdrawn_record_is_gone_from_lists_and_index_but_not_deleted(administrator):
    practice = PracticeFactory(texts={"fr": {"title": "Microjardinage"}}, published=True)

    withdraw_record(practice, reason="Asked by its authors", by=administrator)

    assert Practice.objects.public().count() == 0
    assert rank(Search("microjardinage", reader="en")).total == 0
    assert Practice.objects.withdrawn().get().withdrawal_reason == "Asked by its authors"


def test_restored_record_is_as_it_was(administrator):
    practice = PracticeFactory(texts={"fr": {"title": "Microjardinage"}}, published=True)
    withdraw_record(practice, reason="A mistake", by=administrator)

    restore_record(practice, by=administrator)

    assert Practice.objects.public().get().is_public is True
    assert rank(Search("microjardinage", reader="en")).total == 1
