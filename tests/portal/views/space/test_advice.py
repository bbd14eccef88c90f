"""Asking, answering and working on advice in the members' space; who comes in and who does not."""

import re
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from cities.commons.practices.models import Practice
from cities.commons.resources.models import Resource
from cities.core.actions import save_draft
from cities.core.keys import lasting_key
from cities.core.models import Letter
from cities.transfer.advice.actions import agree, ask_more, decline_request
from cities.transfer.advice.models import AdviceRequest, Engagement, Expert, HourEntry, Output, Proposal
from tests.factories import (
    EngagementExpertFactory,
    EngagementFactory,
    ExpertFactory,
    OrganisationFactory,
    OutputFactory,
    PersonFactory,
    PersonRoleFactory,
    PlannedStepFactory,
    ProposalFactory,
    UserFactory,
)
from tests.factories import advice_bench as make_bench
from tests.portal.views.space.conftest import signed_in


@pytest.fixture
def bench(db):
    with translation.override("en"):
        yield make_bench()


@pytest.fixture
def awa(bench):
    return signed_in(bench.awa)


@pytest.fixture
def jo(bench):
    return signed_in(bench.jo)


@pytest.fixture
def engagement(bench):
    made = EngagementFactory(code="credit", request=bench.request, parts={bench.dakar: "asking", bench.montreal: "advising"})
    save_draft(made, by=None)
    EngagementExpertFactory(engagement=made, expert=bench.expert)
    return made


def path(name, *args):
    with translation.override("en"):
        return reverse(f"portal:{name}", args=args)


def act(client, engagement, name, **typed):
    return client.post(path("act_on_engagement", engagement.pk, name), typed)


QUESTION = {"sentence": "Comment faire ?", "visibility": "secretariat", "urgency": "year", "consent": "on", "until": "2030-01-31"}


def test_question_is_asked_in_the_language_of_the_page(bench, awa):
    response = awa.post("/fr/my/dakar/advice/ask/", QUESTION)

    asked = AdviceRequest.objects.exclude(pk=bench.request.pk).get()
    assert response.url == f"/fr/my/dakar/advice/{asked.pk}/"
    assert (asked.need.original_text.language, asked.need.visibility, str(asked.wanted_by), asked.need.written_by) == (
        "fr",
        "secretariat",
        "2030-01-31",
        bench.awa,
    )


def test_question_is_as_long_as_it_needs_to_be(awa, bench):
    form = awa.get("/en/my/dakar/advice/ask/").context["form"]
    sent = {**QUESTION, "confirmed": "1"}

    answers = [awa.post("/fr/my/dakar/advice/ask/", {**sent, "sentence": "é" * size}).status_code for size in (2000, 3001)]

    assert (form.fields["sentence"].widget.attrs["maxlength"], answers) == ("3000", [302, 422])


def test_what_it_is_about_is_confirmed(bench, awa):
    about = {**QUESTION, "sentence": "Microcrédit pour les vendeuses : comment commencer ?"}
    first = awa.post("/fr/my/dakar/advice/ask/", about)
    assert "Microcrédit" in [label for _scheme, _key, label in first.context["topics"]]
    assert "Demander conseil" in first.content.decode()

    awa.post("/fr/my/dakar/advice/ask/", {**about, "confirmed": "1", "themes": "themes:microcredit"})

    asked = AdviceRequest.objects.exclude(pk=bench.request.pk).get()
    assert [concept.key for concept in asked.need.concepts.all()] == ["themes:microcredit"]


def test_without_consent_or_words_nothing_is_asked_and_nothing_lost(bench, awa):
    response = awa.post("/en/my/dakar/advice/ask/", {"sentence": "My long question", "visibility": "members", "urgency": "year"})

    assert (response.status_code, AdviceRequest.objects.count()) == (422, 1)
    assert "Without this nobody can be asked." in response.content.decode()
    assert "My long question" in response.content.decode()


def test_who_is_no_member_cannot_ask(bench):
    client = signed_in(bench.stranger)
    code = bench.stranger.delegations.get().organisation.code
    bench.stranger.delegations.get().organisation.memberships.update(until=2020)

    assert client.get(f"/en/my/{code}/advice/ask/").status_code == 403
    assert "Advice is for members" in client.get(f"/en/my/{code}/advice/").content.decode()


def test_member_answers_the_secretariat_and_takes_back(bench, awa):
    place = path("my_request", "dakar", bench.request.pk)
    ask_more(bench.request, words="How many?", language="en", by=bench.coordinator)
    assert "How many?" in awa.get(place).content.decode()

    awa.post(path("act_on_request", "dakar", bench.request.pk, "add"), {"words": "Two hundred"})
    bench.request.refresh_from_db()
    assert (bench.request.state, bench.request.messages.last().words) == ("taken", "Two hundred")

    awa.post(path("act_on_request", "dakar", bench.request.pk, "withdraw"))
    bench.request.refresh_from_db()
    assert bench.request.state == "withdrawn"
    awa.post(path("act_on_request", "dakar", bench.request.pk, "reopen"))
    bench.request.refresh_from_db()
    assert bench.request.state == "new"


def test_member_cannot_undo_what_the_secretariat_decided(bench, awa):
    decline_request(bench.request, words="No.", language="en", by=bench.coordinator)

    answers = [awa.post(path("act_on_request", "dakar", bench.request.pk, name)).status_code for name in ("reopen", "nonsense")]
    awa.post(path("act_on_request", "dakar", bench.request.pk, "withdraw"))

    bench.request.refresh_from_db()
    assert (answers, bench.request.state) == ([404, 404], "declined")
    assert awa.post(path("act_on_request", "dakar", bench.request.pk, "add"), {"words": ""}).status_code == 422


def test_declined_reasons_of_experts_are_not_told_to_the_member(bench, awa):
    ProposalFactory(request=bench.request, expert=bench.expert, declined=True, remark="zqremark", words="zqwords")

    for place in (path("my_advice", "dakar"), path("my_request", "dakar", bench.request.pk)):
        text = awa.get(place).content.decode()
        assert re.findall("zqremark|zqwords|Jo Roy", text) == []


def test_requests_of_others_are_not_there(bench, jo):
    assert jo.get(path("my_request", "montreal", bench.request.pk)).status_code == 404
    assert jo.get(path("my_request", "dakar", bench.request.pk)).status_code == 404


def test_asked_expert_sees_who_why_and_accepts(bench, jo):
    proposal = ProposalFactory(request=bench.request, expert=bench.expert, reasons=[{"code": "same", "concept": "themes:microcredit"}])
    page = jo.get("/en/my/montreal/advice/").content.decode()
    assert "Comment prêter aux vendeuses ?" in page
    assert "It is about what you named: Microcredit." in page
    assert "awa@example.org" not in page
    assert "asks for your advice" in jo.get("/en/my/montreal/").content.decode()

    jo.post(path("answer_proposal", "montreal", proposal.pk), {"answer": "accept"})

    proposal.refresh_from_db()
    assert (proposal.state, proposal.answered_by, Engagement.objects.get().request) == ("accepted", bench.jo, bench.request)


def test_no_needs_a_reason(bench, jo):
    proposal = ProposalFactory(request=bench.request, expert=bench.expert)
    jo.post(path("answer_proposal", "montreal", proposal.pk), {"answer": "decline"})
    assert Proposal.objects.get().state == "asked"

    jo.post(path("answer_proposal", "montreal", proposal.pk), {"answer": "decline", "refusal": "time", "remark": "Autumn"})

    assert (Proposal.objects.get().state, Proposal.objects.get().remark) == ("declined", "Autumn")


def test_nobody_else_answers(bench, awa):
    proposal = ProposalFactory(request=bench.request, expert=bench.expert)
    colleague = ProposalFactory(request=bench.request, expert=ExpertFactory(offer__organisation=bench.montreal, agreed=True))

    assert awa.post(path("answer_proposal", "dakar", proposal.pk), {"answer": "accept"}).status_code == 404
    assert signed_in(bench.jo).post(path("answer_proposal", "montreal", colleague.pk), {"answer": "accept"}).status_code == 403


def test_letter_answers_without_an_account(bench):
    proposal = ProposalFactory(request=bench.request, expert=bench.expert)
    place = path("advice_proposal", proposal.pk, lasting_key("advice-proposal", str(proposal.pk)))
    assert "Comment prêter aux vendeuses ?" in Client().get(place).content.decode()

    Client().post(place, {"answer": "accept"})

    assert Proposal.objects.get().state == "accepted"
    assert "You help" in Client().get(place).content.decode()
    assert Client().get(path("advice_proposal", proposal.pk, "wrong")).status_code == 404


def test_consent_by_letter_is_given_and_taken_back(bench):
    expert = ExpertFactory(offer__organisation=bench.montreal)
    place = path("advice_roster", expert.pk, lasting_key("advice-roster", str(expert.pk)))

    Client().post(place, {"consent": "give"})
    given = Expert.objects.available().filter(pk=expert.pk).exists()
    Client().post(place, {"consent": "withdraw"})

    assert (given, Expert.objects.available().filter(pk=expert.pk).exists()) == (True, False)
    assert Client().get(path("advice_roster", expert.pk, "wrong")).status_code == 404
    assert Client().get(place).status_code == 200


def test_one_puts_oneself_on_the_roster_and_agrees_apart(bench, awa):
    assert awa.get("/fr/my/dakar/advice/expert/").url == "/fr/my/dakar/people/"
    person = PersonFactory(user=bench.awa, name="Awa")
    PersonRoleFactory(person=person, organisation=bench.dakar)

    typed = {"sentence": "Jardins", "languages": ["fr"], "most": "2", "themes": ["themes:microcredit"]}
    awa.post("/fr/my/dakar/advice/expert/", typed)

    expert = Expert.objects.get(person=person)
    assert (str(expert.offer), expert.offer.original_text.language, expert.most, expert.consents.count()) == ("Jardins", "fr", 2, 0)
    awa.post(path("set_expert_consent", "dakar", expert.pk), {"consent": "give"})
    assert expert.consents.get().given_by == bench.awa
    awa.post(path("my_expert", "dakar", expert.pk), {**typed, "most": "4"})
    assert Expert.objects.get(pk=expert.pk).most == 4
    assert awa.post(path("my_expert", "dakar", expert.pk), {**typed, "paused_until": "2001-01-01"}).status_code == 422


def test_nobody_consents_for_another(bench, awa):
    assert awa.get(path("my_expert", "dakar", bench.expert.pk)).status_code == 404
    colleague = ExpertFactory(offer__organisation=bench.montreal)

    response = signed_in(bench.jo).post(path("set_expert_consent", "montreal", colleague.pk), {"consent": "give"})

    assert (response.status_code, colleague.consents.count()) == (404, 0)


def test_table_is_for_those_in_it_and_coordinators(bench, engagement):
    kept = OutputFactory(engagement=engagement, url="", file=SimpleUploadedFile("n.pdf", b"%PDF-1.7\n"), file_name="n.pdf")
    for place in (path("my_engagement", engagement.pk), path("my_output", engagement.pk, kept.pk)):
        codes = []
        for user in (bench.awa, bench.jo, bench.coordinator, bench.stranger):
            response = signed_in(user).get(place)
            codes.append(response.status_code)
            response.close()
        assert (codes, Client().get(place).status_code) == ([200, 200, 200, 404], 302)


def test_step_hours_output(bench, engagement, jo):
    act(jo, engagement, "step", sentence="Meet online", due_on="2030-01-01")
    step = engagement.steps.get()
    act(jo, engagement, "finish", step=step.pk)
    act(jo, engagement, "hours", who=f"person:{bench.expert.person_id}", spent_on="2026-10-05", hours="1.5", about="Reading")
    act(jo, engagement, "output", title="Note", kind="deliverable-types:report", language="fr", url="example.org/note", is_told="on")

    step.refresh_from_db()
    entry, output = HourEntry.objects.get(), Output.objects.get()
    assert step.done_on is not None
    assert (entry.hours, entry.person, entry.organisation, entry.written_by) == (
        Decimal("1.50"),
        bench.expert.person,
        bench.montreal,
        bench.jo,
    )
    assert (output.url, output.language, output.is_told) == ("https://example.org/note", "fr", True)
    page = jo.get(path("my_engagement", engagement.pk)).content.decode()
    assert all(words in page for words in ("Meet online", "Reading", "example.org/note", "1.5 hours in all"))
    act(jo, engagement, "remove-hours", entry=entry.pk)
    act(jo, engagement, "remove-output", output=str(output.pk))
    act(jo, engagement, "finish", step=step.pk, undo="1")
    assert (HourEntry.objects.count(), Output.objects.count(), engagement.steps.get().done_on) == (0, 0, None)


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("step", {"sentence": ""}),
        ("hours", {"who": "person:nobody", "spent_on": "2026-10-05", "hours": "1"}),
        ("output", {"title": "N", "kind": "deliverable-types:report"}),
        ("output", {"title": "N", "kind": "deliverable-types:report", "url": "javascript:alert(1)"}),
        ("told", {"title": ""}),
        ("end", {"outcome": "maybe"}),
        ("due", {"due_on": "soon"}),
        ("learn", {"title": ""}),
    ],
)
def test_what_is_wrong_is_said_and_changes_nothing(engagement, jo, name, typed):
    response = act(jo, engagement, name, **typed)

    assert response.status_code == 422
    assert (engagement.steps.count(), HourEntry.objects.count(), Output.objects.count()) == (0, 0, 0)


@pytest.mark.parametrize("hours", ["0", "25", "-1", "many"])
def test_no_day_has_such_hours(bench, engagement, jo, hours):
    response = act(jo, engagement, "hours", who=f"organisation:{bench.montreal.pk}", spent_on="2026-10-05", hours=hours)

    assert (response.status_code, HourEntry.objects.count()) == (422, 0)


def test_file_that_is_none_is_refused(engagement, jo):
    bad = SimpleUploadedFile("x.html", b"<script>")

    response = act(jo, engagement, "output", title="N", kind="deliverable-types:report", file=bad)

    assert (response.status_code, Output.objects.count()) == (422, 0)


def test_both_agree_and_readers_see_it(bench, engagement, awa, jo):
    base = Engagement.objects.get().latest_revision_id
    act(jo, engagement, "told", title="Credit for market women", summary="Two cities compared.", base=base)
    act(awa, engagement, "agree", organisation=str(bench.dakar.pk))
    assert Client().get("/en/advice/credit/").status_code == 404
    act(jo, engagement, "agree", organisation=str(bench.montreal.pk))

    assert "Credit for market women" in Client().get("/en/advice/credit/").content.decode()
    act(awa, engagement, "take-back", organisation=str(bench.dakar.pk))
    assert Client().get("/en/advice/credit/").status_code == 410


def test_page_asks_to_read_again_what_has_changed_since_it_was_shown(bench, engagement, awa, jo):
    act(jo, engagement, "told", title="One", summary="First.", base=Engagement.objects.get().latest_revision_id)
    page = awa.get(path("my_engagement", engagement.pk)).content.decode()
    shown = page.partition('name="seen" value="')[2].partition('"')[0]
    act(jo, engagement, "told", title="Two", summary="Second.", base=Engagement.objects.get().latest_revision_id)

    answer = act(awa, engagement, "agree", organisation=str(bench.dakar.pk), seen=shown)

    assert engagement.participations.exclude(agreed_digest="").count() == 0
    assert "Somebody has changed what is told since you saw it." in awa.get(answer["Location"].partition("#")[0]).content.decode()


def test_an_expert_who_acts_for_nobody_begins_a_practice_of_their_own_side(bench, engagement):
    person = UserFactory(email="expert@example.org")
    expert = ExpertFactory(offer__organisation=bench.montreal, user=person, agreed=True)
    EngagementExpertFactory(engagement=engagement, expert=expert)

    act(signed_in(person), engagement, "learn", title="Lending", become="practice")

    assert Practice.objects.get().brought_by == bench.montreal


def test_nobody_agrees_for_another_and_coordinators_say_how_they_know(bench, engagement, awa):
    act(awa, engagement, "agree", organisation=str(bench.montreal.pk))
    coordinator = signed_in(bench.coordinator)
    act(coordinator, engagement, "agree", organisation=str(bench.montreal.pk))
    assert engagement.participations.exclude(agreed_digest="").count() == 0

    act(coordinator, engagement, "agree", organisation=str(bench.montreal.pk), basis="By letter")

    assert engagement.participations.get(organisation=bench.montreal).basis == "By letter"
    act(awa, engagement, "agree", organisation="nonsense")
    act(awa, engagement, "agree", organisation=str(OrganisationFactory().pk))
    assert engagement.participations.exclude(agreed_digest="").count() == 1


def test_two_who_write_at_once_lose_nothing(engagement, awa, jo):
    base = Engagement.objects.get().latest_revision_id
    act(jo, engagement, "told", title="One", summary="First.", base=base)

    response = act(awa, engagement, "told", title="Two", summary="Second.", base=base)

    assert response.status_code == 409
    assert "Second." in response.content.decode()
    assert str(Engagement.objects.get().get_latest_revision_as_object()) == "One"


def test_all_have_agreed_is_said_when_they_have(bench, engagement, awa, jo):
    """A new output changes what is told, and no word of it."""
    told = {"title": "Credit", "summary": "What we learnt.", "base": Engagement.objects.get().latest_revision_id}
    act(awa, engagement, "told", **told)
    agreeing = ((awa, bench.dakar), (jo, bench.montreal), (awa, bench.dakar), (jo, bench.montreal))

    said = []
    for number, (client, organisation) in enumerate(agreeing):
        if number == 2:
            OutputFactory(engagement=engagement)
        act(client, engagement, "agree", organisation=organisation.pk)
        said += [str(one) for one in client.get(path("my_engagement", engagement.pk)).context["messages"]]

    noted, done = "Noted. It is public once all agree to the same.", "All have agreed: it is public."
    assert [words for words in said if words in (noted, done)] == [noted, done, noted, done]


def test_output_of_a_withdrawn_engagement_is_not_called_public(bench, engagement, awa):
    OutputFactory(engagement=engagement, published_at=timezone.now())

    page = awa.get(path("my_engagement", engagement.pk)).content.decode()

    assert "public once all agree" in page


def test_step_that_should_be_done_makes_the_page_late_as_it_does_the_lists(engagement, awa):
    place = path("my_engagement", engagement.pk)
    before = awa.get(place).context["work"].is_late
    PlannedStepFactory(engagement=engagement, due_on="2020-01-01")

    assert (before, awa.get(place).context["work"].is_late) == (False, True)


def test_end_is_asked_about_and_undone(bench, engagement, awa):
    act(awa, engagement, "due", due_on="2020-01-01")
    assert "late" in awa.get(path("my_engagement", engagement.pk)).content.decode()

    act(awa, engagement, "end", outcome="done")
    assert (Engagement.objects.get().outcome, Letter.objects.filter(key__startswith="advice-ended").count()) == ("done", 1)
    act(awa, engagement, "resume")

    assert Engagement.objects.get().ended_on is None


def test_what_was_learnt_becomes_drafts(bench, engagement, awa):
    act(awa, engagement, "learn", title="Prêter", become="practice", kind="deliverable-types:report")
    act(awa, engagement, "learn", title="Guide", become="resource", kind="deliverable-types:report")

    practice, resource = Practice.objects.get(), Resource.objects.get()
    page = awa.get(path("my_engagement", engagement.pk)).content.decode()
    assert (practice.live, practice.brought_by, resource.live) == (False, bench.dakar, False)
    assert path("my_practice", "dakar", practice.pk) in page
    assert "draft, with the secretariat" in page


def test_draft_of_another_organisation_is_not_said_to_lie_with_the_secretariat(engagement, awa, jo):
    act(awa, engagement, "learn", title="Prêter", become="practice", kind="deliverable-types:report")

    page = jo.get(path("my_engagement", engagement.pk)).content.decode()

    assert "Prêter" in page
    assert "draft, with the secretariat" not in page


def test_satisfaction_is_for_coordinators(bench, engagement, awa):
    act(awa, engagement, "end", outcome="done")

    seen = [signed_in(user).get(path("my_engagement", engagement.pk)).context["satisfied"] for user in (bench.awa, bench.jo)]
    coordinator = signed_in(bench.coordinator).get(path("my_engagement", engagement.pk)).context["satisfied"]

    assert (seen, coordinator.asked, coordinator.answered) == ([None, None], 1, 0)


def test_output_whose_bytes_are_gone_is_not_there(bench, engagement, awa, client):
    output = OutputFactory(engagement=engagement, file=SimpleUploadedFile("gone.pdf", b"%PDF-1.7\n"), file_name="gone.pdf")
    output.file.storage.delete(output.file.name)
    for organisation in (bench.dakar, bench.montreal):
        agree(engagement, organisation, by=None)

    public = path("engagement_output", engagement.code, output.pk)

    assert (awa.get(path("my_output", engagement.pk, output.pk)).status_code, client.get(public).status_code) == (404, 404)


def test_unknown_act_is_not_there(engagement, awa):
    assert act(awa, engagement, "explode").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_board_costs_the_same_however_much(bench, awa, count, django_assert_max_num_queries):
    for _number in range(count):
        save_draft(EngagementFactory(parts={bench.dakar: "asking"}), by=None)
        ExpertFactory(offer__organisation=bench.dakar)

    with django_assert_max_num_queries(36):
        assert len(awa.get("/en/my/dakar/advice/").context["board"].engagements) == count
