from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from cities.commons.instruments.actions import NotAccepted
from cities.transfer.projects.actions import add_file, finish_milestone, note_meeting, plan_milestone, remove_file, write_journal


def test_plan_journal_and_meetings_stay_with_the_transfer(table):
    milestone = plan_milestone(table.transfer, sentence="Sign", due_on=date(2026, 3, 1), language="en", by=table.taker)
    entry = write_journal(table.transfer, words="It rained.", language="en", by=table.giver)
    meeting = note_meeting(table.transfer, held_on=date(2026, 2, 1), subject="First", language="fr", by=table.taker)

    assert (milestone.phase, entry.written_by, meeting.minutes) == ("understand", table.giver, "")
    assert finish_milestone(milestone, by=table.taker).done_on is not None
    assert finish_milestone(milestone, by=table.taker, is_done=False).done_on is None


def test_file_is_kept_under_a_name_of_our_own_and_removed_for_good(table, django_capture_on_commit_callbacks):
    kept = add_file(table.transfer, SimpleUploadedFile("../Entente.pdf", b"%PDF-1.7\n"), language="fr", by=table.taker)
    storage, stored = kept.file.storage, kept.file.name
    assert (kept.name, stored) == ("Entente.pdf", f"transfers/{kept.pk}.pdf")

    with django_capture_on_commit_callbacks(execute=True):
        remove_file(kept, by=table.taker)

    assert not storage.exists(stored)
    assert not table.transfer.files.exists()


def test_what_a_browser_would_run_is_not_kept(table):
    with pytest.raises(NotAccepted):
        add_file(table.transfer, SimpleUploadedFile("page.html", b"<script>"), language="", by=table.taker)

    assert not table.transfer.files.exists()
