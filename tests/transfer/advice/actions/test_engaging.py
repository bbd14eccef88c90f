from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.utils import timezone

from cities.commons.instruments.actions import NotAccepted
from cities.core.models import Letter
from cities.transfer.advice.actions import (
    AlreadyAnswered,
    NotNow,
    Opening,
    TooMany,
    add_organisation,
    add_output,
    answer_proposal,
    end_engagement,
    engaging,
    finish_step,
    note_hours,
    open_engagement,
    plan_step,
    propose_expert,
    remove_hours,
    remove_output,
    reopen_request,
    resume_engagement,
    set_due,
)
from cities.transfer.advice.models import AdviceRequest, Engagement, HourEntry, Proposal, Satisfaction
from cities.transfer.advice.queries import ExpertCandidate
from tests.factories import EngagementFactory, ExpertFactory, OutputFactory, ProposalFactory

PDF = b"%PDF-1.7\n"


@pytest.fixture
def engagement(bench):
    return EngagementFactory(code="credit", request=bench.request, parts={bench.dakar: "asking", bench.montreal: "advising"})


def test_collaboration_needs_no_request(bench):
    parts = [(bench.dakar, "partner"), (bench.montreal, "partner")]

    opened = open_engagement(Opening("Two centres", "en", "collaboration", parts), by=bench.coordinator)

    assert (opened.kind, opened.request, opened.live, opened.participations.count(), opened.code) == (
        "collaboration",
        None,
        False,
        2,
        "two-centres",
    )
    assert open_engagement(Opening("Two centres", "en", "collaboration"), by=None).code.startswith("two-centres-")


def test_organisation_joins_once(bench, engagement):
    add_organisation(engagement, bench.dakar, side="partner", by=bench.coordinator)

    assert engagement.participations.get(organisation=bench.dakar).side == "asking"


def test_steps_are_done_and_undone(bench, engagement):
    step = plan_step(engagement, sentence="Meet", due_on=timezone.localdate() - timedelta(days=1), language="en", by=bench.awa)
    late = [Engagement.objects.late().count()]

    finish_step(step, by=bench.awa)
    late.append(Engagement.objects.late().count())
    finish_step(step, is_done=False, by=bench.awa)

    assert (late, step.done_on) == ([1, 0], None)


def test_engagement_past_its_day_is_late_until_it_ends(bench, engagement):
    set_due(engagement, date(2020, 1, 1), by=bench.awa)
    before = Engagement.objects.late().count()

    end_engagement(engagement, outcome="done", by=bench.awa)

    assert (before, Engagement.objects.late().count()) == (1, 0)


def test_hours_are_of_a_day_and_outlive_the_person(bench, engagement):
    entry = note_hours(
        engagement, organisation=bench.montreal, person=bench.expert.person, spent_on=date(2026, 10, 5), hours=Decimal("1.5"), by=bench.jo
    )
    bench.expert.person.delete()

    kept = HourEntry.objects.get()
    assert (kept.person, kept.organisation, kept.hours) == (None, bench.montreal, Decimal("1.5"))
    remove_hours(entry, by=bench.jo)
    assert not HourEntry.objects.exists()


@pytest.mark.parametrize("hours", [0, -1, 25])
def test_no_day_has_such_hours(bench, engagement, hours):
    with pytest.raises(IntegrityError), transaction.atomic():
        note_hours(engagement, organisation=bench.montreal, spent_on=date(2026, 10, 5), hours=Decimal(hours), by=bench.jo)


def test_output_is_a_file_or_an_address(bench, engagement):
    file = SimpleUploadedFile("note.pdf", PDF, content_type="application/pdf")
    kept = add_output(engagement, title="Note", kind="deliverable-types:report", language="fr", file=file, by=bench.jo)
    linked = add_output(engagement, title="Page", kind="deliverable-types:report", url="https://example.org/", is_told=False, by=bench.jo)

    with kept.file.open("rb") as stored:
        content = stored.read()
    assert (kept.file_name, kept.size, content, linked.url, linked.is_told) == (
        "note.pdf",
        len(PDF),
        PDF,
        "https://example.org/",
        False,
    )


def test_what_is_no_document_is_refused(bench, engagement):
    with pytest.raises(NotAccepted):
        add_output(engagement, title="X", kind="deliverable-types:report", file=SimpleUploadedFile("x.html", b"<script>"), by=bench.jo)


def test_bytes_go_with_the_output(bench, engagement, django_capture_on_commit_callbacks):
    output = add_output(engagement, title="N", kind="deliverable-types:report", file=SimpleUploadedFile("n.pdf", PDF), by=bench.jo)
    storage, name = output.file.storage, output.file.name

    with django_capture_on_commit_callbacks(execute=True):
        remove_output(output, by=bench.jo)

    assert not storage.exists(name)


def test_there_is_an_end_to_outputs(bench, engagement, monkeypatch):
    monkeypatch.setattr(engaging, "MOST_OUTPUTS", 1)
    OutputFactory(engagement=engagement)

    with pytest.raises(TooMany):
        add_output(engagement, title="N", kind="deliverable-types:report", url="https://example.org/", by=bench.jo)


def test_end_meets_the_need_and_asks_those_who_asked(bench, engagement):
    end_engagement(engagement, outcome="done", by=bench.jo)
    end_engagement(engagement, outcome="stopped", by=bench.jo)

    ended = Engagement.objects.get()
    letter = Letter.objects.get(address="awa@example.org")
    assert (ended.ended_on, ended.outcome, ended.request.need.outcome) == (timezone.localdate(), "done", "met")
    assert [one.organisation for one in Satisfaction.objects.all()] == [bench.dakar]
    assert letter.language == "fr"
    assert f"/fr/answer/{Satisfaction.objects.get().sheet_id}/link/" in letter.body
    assert not Letter.objects.filter(address="jo@example.org").exists()


def test_end_is_undone_and_nobody_is_asked_twice(bench, engagement):
    end_engagement(engagement, outcome="stopped", by=bench.jo)

    resume_engagement(engagement, by=bench.jo)
    end_engagement(engagement, outcome="done", by=bench.jo)

    assert (Engagement.objects.get().outcome, Satisfaction.objects.count(), Letter.objects.filter(address="awa@example.org").count()) == (
        "done",
        1,
        1,
    )


def test_end_settles_the_request_and_nobody_is_seated_any_more(bench, engagement):
    sol = ExpertFactory(agreed=True)
    waiting = ProposalFactory(request=bench.request, expert=sol)
    AdviceRequest.objects.update(state="engaged")

    end_engagement(engagement, outcome="done", by=bench.jo)

    with pytest.raises(AlreadyAnswered):
        answer_proposal(waiting, accepts=True, by=None)
    with pytest.raises(NotNow):
        propose_expert(bench.request, ExpertCandidate(bench.expert), by=bench.coordinator)
    request = AdviceRequest.objects.get(pk=bench.request.pk)
    assert (request.state, request.decided_by, Proposal.objects.get().state) == ("answered", bench.jo, "closed")
    assert not engagement.experts.filter(expert=sol).exists()


def test_resumed_engagement_is_asked_for_again(bench, engagement):
    end_engagement(engagement, outcome="stopped", by=bench.jo)
    assert not AdviceRequest.objects.get(pk=bench.request.pk).need.is_open

    resume_engagement(engagement, by=bench.jo)

    request = AdviceRequest.objects.get(pk=bench.request.pk)
    assert (request.state, request.decided_at, request.need.is_open, request.need.visibility) == ("engaged", None, True, "secretariat")
    assert [concept.key for concept in request.need.concepts.all()] == ["themes:microcredit"]


def test_expert_of_a_request_opened_again_takes_its_engagement_up_again(bench, engagement):
    end_engagement(engagement, outcome="done", by=bench.jo)
    reopen_request(bench.request, by=bench.coordinator)
    proposal = propose_expert(bench.request, ExpertCandidate(bench.expert), by=bench.coordinator)

    answer_proposal(proposal, accepts=True, by=bench.jo)

    found = Engagement.objects.get()
    assert (found.has_ended, found.request.state, [seat.expert for seat in found.experts.all()]) == (False, "engaged", [bench.expert])


def test_in_a_collaboration_all_are_asked(bench):
    engagement = EngagementFactory(kind="collaboration", parts={bench.dakar: "partner", bench.montreal: "partner"})

    end_engagement(engagement, outcome="done", by=bench.jo)

    assert {one.organisation for one in Satisfaction.objects.all()} == {bench.dakar, bench.montreal}
