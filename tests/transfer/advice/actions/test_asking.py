from datetime import date, timedelta

import pytest
from django.utils import timezone

from cities.core.models import Letter
from cities.transfer.advice.actions import (
    NotNow,
    add_to_request,
    answer_request,
    ask_advice,
    ask_more,
    decline_request,
    release_request,
    reopen_request,
    take_request,
    withdraw_request,
)
from cities.transfer.advice.models import AdviceRequest, Proposal
from cities.transfer.needs.actions import Said
from tests.factories import ProposalFactory


def again(request):
    return AdviceRequest.objects.get(pk=request.pk)


def test_question_becomes_a_need_that_its_day_does_not_close(bench):
    said = Said("Comment faire ?", "fr", "secretariat", concepts=("themes:microcredit",), until=date(2026, 1, 1))

    request = ask_advice(bench.dakar, said, wanted_by=date(2026, 1, 1), by=bench.awa)

    need = request.need
    assert (request.state, request.wanted_by, need.until, need.is_open, need.visibility) == (
        "new",
        date(2026, 1, 1),
        None,
        True,
        "secretariat",
    )
    assert (str(need), need.original_text.language, [concept.key for concept in need.concepts.all()]) == (
        "Comment faire ?",
        "fr",
        ["themes:microcredit"],
    )


def test_taking_is_undone_by_putting_back(bench):
    taken = take_request(bench.request, by=bench.coordinator)
    assert (taken.state, taken.taken_by) == ("taken", bench.coordinator)

    released = release_request(taken, by=bench.coordinator)

    assert (released.state, released.taken_by) == ("new", None)
    with pytest.raises(NotNow):
        release_request(released, by=bench.coordinator)


def test_member_is_asked_in_its_language_and_its_answer_comes_back(bench):
    AdviceRequest.objects.update(waiting_since=timezone.now() - timedelta(days=9))

    ask_more(bench.request, words="How many people?", language="en", by=bench.coordinator)

    letter = Letter.objects.get(address="awa@example.org")
    assert (letter.language, again(bench.request).state) == ("fr", "asked")
    assert "How many people?" in letter.body
    assert "Comment prêter aux vendeuses ?" in letter.body
    assert f"/fr/my/dakar/advice/{bench.request.pk}/" in letter.body

    add_to_request(bench.request, words="Deux cents.", language="fr", by=bench.awa)

    back = again(bench.request)
    assert (back.state, [message.kind for message in back.messages.all()]) == ("taken", ["question", "addition"])
    assert timezone.now() - back.waiting_since < timedelta(minutes=1)


def test_answer_meets_the_need_and_asks_experts_no_longer(bench):
    proposal = ProposalFactory(request=bench.request, expert=bench.expert)

    answer_request(bench.request, words="Lisez le guide.", language="fr", by=bench.coordinator)

    proposal.refresh_from_db()
    request = again(bench.request)
    assert (request.state, request.decided_by, request.need.outcome, proposal.state) == (
        "answered",
        bench.coordinator,
        "met",
        Proposal.State.CLOSED,
    )
    assert "Lisez le guide." in Letter.objects.get(address="awa@example.org").body


def test_declining_says_why_and_leaves_the_need_open(bench):
    decline_request(bench.request, words="Nobody here knows it.", language="en", by=bench.coordinator)

    request = again(bench.request)
    assert (request.state, request.need.is_open, [message.kind for message in request.messages.all()]) == ("declined", True, ["reason"])
    assert "Nobody here knows it." in Letter.objects.get(address="awa@example.org").body


@pytest.mark.parametrize("decide", [answer_request, decline_request])
def test_decision_is_undone_and_nothing_is_lost(bench, decide):
    decide(bench.request, words="So it is.", language="en", by=bench.coordinator)

    reopen_request(again(bench.request), by=bench.coordinator)

    request = again(bench.request)
    assert (request.state, request.decided_at, request.need.is_open, request.messages.count()) == ("new", None, True, 1)
    assert [concept.key for concept in request.need.concepts.all()] == ["themes:microcredit"]


def test_member_takes_back_and_opens_again(bench):
    withdraw_request(bench.request, by=bench.awa)
    taken = again(bench.request)
    assert (taken.state, taken.need.outcome) == ("withdrawn", "dropped")

    reopen_request(taken, by=bench.awa)

    assert (again(bench.request).state, again(bench.request).need.is_open) == ("new", True)


@pytest.mark.parametrize("act", [take_request, withdraw_request])
def test_what_is_decided_stays(bench, act):
    decline_request(bench.request, words="No.", language="en", by=bench.coordinator)

    with pytest.raises(NotNow):
        act(bench.request, by=bench.coordinator)


def test_what_is_added_to_a_decided_request_is_refused(bench):
    withdraw_request(bench.request, by=bench.awa)

    with pytest.raises(NotNow):
        add_to_request(bench.request, words="And?", language="fr", by=bench.awa)
    with pytest.raises(NotNow):
        reopen_request(AdviceRequest.objects.get(pk=reopen_request(bench.request, by=bench.awa).pk), by=bench.awa)
