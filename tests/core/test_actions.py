import pytest
from django.utils import timezone
from wagtail.models import WorkflowState

from cities.commons.members.models import Organisation
from cities.commons.practices.models import Practice
from cities.core.actions import (
    publish_record,
    restore_record,
    save_draft,
    save_section,
    submit_record,
    withdraw_change,
    withdraw_record,
)
from cities.desk.actions import prepare_desk
from cities.search.queries import Search, rank
from cities.translation.actions import words_section, write_text
from cities.translation.models import TextState
from tests.factories import OrganisationFactory, PracticeFactory

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


def test_what_was_drafted_before_a_withdrawal_is_a_draft_after_it(administrator):
    practice = PracticeFactory(texts={"en": {"title": "Before"}}, published=True)
    write_text(practice, "en", state=TextState.ORIGINAL, words={"title": "After"})
    save_draft(practice, by=None)
    withdraw_record(Practice.objects.get(), reason="A mistake", by=administrator)

    restored = restore_record(Practice.objects.get(), by=administrator)

    assert (str(restored), restored.is_public, restored.has_unpublished_changes) == ("Before", True, True)
    assert str(restored.get_latest_revision_as_object()) == "After"
    assert restored.get_latest_revision_as_object().withdrawn_at is None


def test_restored_record_without_a_draft_has_none(administrator):
    practice = PracticeFactory(texts={"en": {"title": "Before"}}, published=True)
    withdraw_record(practice, reason="A mistake", by=administrator)

    restore_record(practice, by=administrator)

    assert Practice.objects.get().has_unpublished_changes is False


def test_draft_that_was_taken_back_does_not_come_back_with_the_record(administrator):
    practice = PracticeFactory(texts={"en": {"title": "Before"}}, published=True)
    write_text(practice, "en", state=TextState.ORIGINAL, words={"title": "After"})
    save_draft(practice, by=administrator)
    withdraw_change(practice, by=administrator)
    withdraw_record(Practice.objects.get(), reason="A mistake", by=administrator)

    restore_record(Practice.objects.get(), by=administrator)

    assert Practice.objects.get().has_unpublished_changes is False


def test_draft_from_before_a_scheduled_publication_stays_a_draft(administrator):
    practice = PracticeFactory(texts={"en": {"title": "Before"}}, published=True)
    write_text(practice, "en", state=TextState.ORIGINAL, words={"title": "After"})
    save_draft(practice, by=administrator)
    Practice.objects.update(last_published_at=timezone.now())
    withdraw_record(Practice.objects.get(), reason="A mistake", by=administrator)

    restored = restore_record(Practice.objects.get(), by=administrator)

    assert (str(restored), str(restored.get_latest_revision_as_object())) == ("Before", "After")


SUMMARY = words_section("en", ("summary",))


@pytest.fixture
def reviewed():
    prepare_desk()
    return OrganisationFactory(published=True)


def test_submitted_draft_waits_and_readers_see_the_version_before(reviewed, administrator):
    draft = reviewed.get_latest_revision_as_object()
    draft.acronym = "VdD"

    submit_record(draft, by=administrator)

    stored = Organisation.objects.get()
    assert (stored.acronym, stored.has_unpublished_changes, stored.workflow_in_progress) == ("", True, True)


def test_draft_of_a_network_without_review_is_kept_all_the_same(administrator):
    organisation = OrganisationFactory(published=True)

    submit_record(organisation, by=administrator)

    assert (organisation.has_unpublished_changes, WorkflowState.objects.count()) == (True, 0)


def test_change_taken_back_leaves_the_record_as_readers_see_it(reviewed, administrator):
    draft = reviewed.get_latest_revision_as_object()
    draft.acronym = "VdD"
    submit_record(draft, by=administrator)

    withdraw_change(reviewed, by=administrator)

    stored = Organisation.objects.get()
    assert (stored.has_unpublished_changes, stored.get_latest_revision_as_object().acronym) == (False, "")
    assert stored.live_revision == stored.latest_revision


def test_section_saved_on_the_version_one_saw_is_written(reviewed, administrator):
    saved = save_section(reviewed, SUMMARY, {"summary": "New."}, base=reviewed.latest_revision_id, by=administrator)

    assert (saved.is_saved, Organisation.objects.get().get_latest_revision_as_object().text_in("en").summary) == (True, "New.")


def test_section_is_not_written_over_what_somebody_else_wrote(reviewed, administrator):
    base = reviewed.latest_revision_id
    save_section(reviewed, SUMMARY, {"summary": "Theirs."}, base=base, by=administrator)

    saved = save_section(reviewed, SUMMARY, {"summary": "Mine."}, base=base, by=administrator)

    assert (saved.is_saved, saved.merged.conflicts[0].theirs) == (False, "Theirs.")
    assert Organisation.objects.get().get_latest_revision_as_object().text_in("en").summary == "Theirs."


def test_version_of_another_record_is_no_base(reviewed, administrator):
    other = OrganisationFactory(published=True, texts={"en": {"summary": "What organisation-0 does."}})

    saved = save_section(reviewed, SUMMARY, {"summary": "Mine."}, base=other.latest_revision_id, by=administrator)

    assert saved.is_saved is False
