from datetime import timedelta

import pytest
from django.utils import timezone

from cities.commons.members.models import Conversation
from cities.core.models import Letter
from cities.transfer.advice.actions import (
    AlreadyAnswered,
    AlreadyAsked,
    NoRoom,
    NotNow,
    NotOnRoster,
    answer_proposal,
    answer_request,
    give_up_proposals,
    propose_expert,
    take_back_proposal,
    withdraw_consent,
)
from cities.transfer.advice.actions.proposing import give_up_proposal
from cities.transfer.advice.models import AdviceRequest, Engagement, Expert, Proposal
from cities.transfer.advice.queries import ExpertCandidate, candidate_for, places_left
from tests.factories import AdviceRequestFactory, EngagementExpertFactory, EngagementFactory, ExpertFactory, ProposalFactory


def ask(bench, request=None, words="You did this in 2018."):
    return propose_expert(request or bench.request, candidate_for(bench.request, bench.expert.pk), words=words, by=bench.coordinator)


def test_expert_is_asked_by_letter_in_their_language(bench):
    proposal = ask(bench)

    letter = Letter.objects.get(address="jo@example.org")
    assert (letter.language, AdviceRequest.objects.get().state, proposal.state) == ("en", "proposed", "asked")
    assert "Comment prêter aux vendeuses ?" in letter.body
    assert "You did this in 2018." in letter.body
    assert f"/en/advice-proposal/{proposal.pk}/" in letter.body
    assert "awa@example.org" not in letter.body
    assert len(proposal.reasons) >= 2


def test_expert_without_an_account_is_written_to_at_the_noted_address(bench):
    expert = ExpertFactory(offer__organisation=bench.montreal, agreed=True, languages=["es"])
    expert.person.address = "sol@example.org"
    expert.person.save()

    propose_expert(bench.request, ExpertCandidate(expert), by=bench.coordinator)

    assert Letter.objects.get(address="sol@example.org").language == "es"


def test_nobody_is_asked_twice_about_the_same(bench):
    answer_proposal(ask(bench), accepts=False, refusal="time", by=bench.jo)

    with pytest.raises(AlreadyAsked):
        ask(bench)


def test_nobody_is_asked_beyond_what_they_take(bench):
    EngagementExpertFactory(engagement=EngagementFactory(), expert=bench.expert)

    with pytest.raises(NoRoom):
        ask(bench)


def test_question_not_answered_yet_holds_a_place(bench):
    ProposalFactory(expert=bench.expert)

    assert places_left([bench.expert]) == {bench.expert.pk: 0}
    with pytest.raises(NoRoom):
        ask(bench)


def test_ended_engagement_takes_no_place(bench):
    ended = EngagementFactory(ended_on=timezone.localdate(), outcome="done")
    EngagementExpertFactory(engagement=ended, expert=bench.expert)

    assert ask(bench).state == "asked"


def test_pause_is_respected(bench):
    Expert.objects.update(paused_until=timezone.localdate() + timedelta(days=3))

    with pytest.raises(NoRoom):
        ask(bench)


def test_nobody_is_asked_without_consent_or_for_their_own_member(bench):
    own = ExpertFactory(offer__organisation=bench.dakar, agreed=True)
    with pytest.raises(NotOnRoster):
        propose_expert(bench.request, ExpertCandidate(own), by=bench.coordinator)

    withdraw_consent(bench.expert, by=bench.jo)

    with pytest.raises(NotOnRoster):
        ask(bench)


def test_decided_request_asks_nobody(bench):
    answer_request(bench.request, words="Done.", language="en", by=bench.coordinator)

    with pytest.raises(NotNow):
        propose_expert(bench.request, ExpertCandidate(bench.expert), by=bench.coordinator)


def test_accepting_begins_an_engagement_and_introduces_both_in_their_languages(bench):
    proposal = ask(bench)
    Letter.objects.all().delete()

    done = answer_proposal(proposal, accepts=True, by=bench.jo)

    engagement = Engagement.objects.get()
    parts = {part.organisation.code: part.side for part in engagement.participations.all()}
    assert (parts, engagement.request, engagement.kind, engagement.live) == (
        {"dakar": "asking", "montreal": "advising"},
        bench.request,
        "advice",
        False,
    )
    assert (AdviceRequest.objects.get().state, [seat.expert for seat in engagement.experts.all()]) == ("engaged", [bench.expert])
    assert str(engagement) == "Conseil – Ville de Dakar"
    conversation = Conversation.objects.get()
    words = conversation.messages.get().words
    assert (done.conversation, conversation.organisation, conversation.asker) == (conversation, bench.montreal, bench.awa)
    assert "The network introduces you" in words
    assert "Le réseau vous met en relation" in words
    told = {letter.address: letter for letter in Letter.objects.filter(key__startswith="advice-begun")}
    assert {address: letter.language for address, letter in told.items()} == {"awa@example.org": "fr", "jo@example.org": "en"}
    assert all("@example.org" not in letter.body for letter in told.values())


def test_second_expert_joins_the_same_engagement(bench):
    other = ExpertFactory(agreed=True)
    answer_proposal(ask(bench), accepts=True, by=bench.jo)

    later = propose_expert(bench.request, ExpertCandidate(other), by=bench.coordinator)
    answer_proposal(later, accepts=True, by=None)

    assert (Engagement.objects.count(), Engagement.objects.get().participations.count(), AdviceRequest.objects.get().state) == (
        1,
        3,
        "engaged",
    )


def test_declining_gives_the_request_back_and_tells_the_member_nothing(bench):
    proposal = ask(bench)
    AdviceRequest.objects.update(waiting_since=timezone.now() - timedelta(days=5))

    answer_proposal(proposal, accepts=False, refusal="involved", remark="They are our cousins", by=bench.jo)

    request = AdviceRequest.objects.get()
    assert (request.state, timezone.now() - request.waiting_since < timedelta(minutes=1)) == ("taken", True)
    assert not Letter.objects.filter(address="awa@example.org").exists()
    assert not Engagement.objects.exists()


def test_answer_stands(bench):
    proposal = answer_proposal(ask(bench), accepts=True, by=bench.jo)

    with pytest.raises(AlreadyAnswered):
        answer_proposal(proposal, accepts=False, refusal="time", by=bench.jo)


def test_room_lost_meanwhile_is_respected(bench):
    proposal = ask(bench)
    EngagementExpertFactory(engagement=EngagementFactory(), expert=bench.expert)

    with pytest.raises(NoRoom):
        answer_proposal(proposal, accepts=True, by=bench.jo)
    assert Proposal.objects.get().state == "asked"


def test_question_is_taken_back_as_long_as_nobody_answered(bench):
    proposal = take_back_proposal(ask(bench), by=bench.coordinator)

    assert (proposal.state, AdviceRequest.objects.get().state) == ("closed", "taken")
    with pytest.raises(AlreadyAnswered):
        take_back_proposal(proposal, by=bench.coordinator)


def test_unanswered_questions_are_given_up(bench):
    proposal = ask(bench)

    early, late = (give_up_proposals(now=timezone.now() + timedelta(days=days)) for days in (13, 15))

    proposal.refresh_from_db()
    assert (early, late, proposal.state, AdviceRequest.objects.get().state) == (0, 1, "closed", "taken")


def test_what_is_answered_in_the_last_moment_is_not_given_up(bench):
    listed = ask(bench)
    answer_proposal(Proposal.objects.get(pk=listed.pk), accepts=True, by=bench.jo)

    assert give_up_proposal(listed) is False

    listed.refresh_from_db()
    assert (listed.state, AdviceRequest.objects.get().state) == ("accepted", "engaged")


def test_an_answer_writes_over_nothing_that_was_noted_of_the_request_meanwhile(bench):
    proposal = ask(bench)
    assert proposal.request.taken_by == bench.coordinator
    AdviceRequest.objects.update(taken_by=bench.jo)

    answer_proposal(proposal, accepts=False, refusal="time", by=bench.jo)

    assert AdviceRequest.objects.get().taken_by == bench.jo


def test_when_who_asked_has_left_somebody_else_is_introduced(bench):
    proposal = ask(bench)
    bench.awa.delete()

    answer_proposal(proposal, accepts=True, by=bench.jo)

    assert (Conversation.objects.count(), Engagement.objects.count()) == (0, 1)


def test_request_of_another_member_stays_apart(bench):
    other = AdviceRequestFactory()
    ask(bench)

    assert AdviceRequest.objects.get(pk=other.pk).state == "new"
