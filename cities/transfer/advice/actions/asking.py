"""Asking for advice, and what the secretariat does with a request. Nothing is deleted; what was decided can be opened again."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date

from django.db import transaction
from django.utils import timezone

from cities.accounts.models import User
from cities.activity.actions import record as note
from cities.commons.members.models import Organisation
from cities.transfer.advice.actions.letters import name_of, page_address, tell_organisation
from cities.transfer.advice.models import OPEN, AdviceMessage, AdviceRequest, Proposal
from cities.transfer.needs.actions import Said, change_call, close_call, tell_need
from cities.transfer.needs.models import Call

State, Kind = AdviceRequest.State, AdviceMessage.Kind
DECIDED = (State.ANSWERED, State.DECLINED, State.WITHDRAWN)


class NotNow(Exception):
    """In the state the request is in, this cannot be done: somebody was quicker."""


@transaction.atomic
def ask_advice(organisation: Organisation, said: Said, *, wanted_by: date | None = None, by: User) -> AdviceRequest:
    """The question becomes a need of the member; the day it is wanted by does not close it."""
    need = tell_need(organisation, replace(said, until=None), by=by)
    request = AdviceRequest.objects.create(need=need, wanted_by=wanted_by, waiting_since=timezone.now())
    note(need, "advice.asked", by=by)
    return request


@transaction.atomic
def take_request(request: AdviceRequest, *, by: User) -> AdviceRequest:
    """Whoever takes it is seen to have it; taking over from somebody else is allowed."""
    locked = _locked(request, OPEN)
    locked.state = State.TAKEN if locked.state == State.NEW else locked.state
    locked.taken_by = by
    locked.save()
    return _noted(locked, "taken", by=by)


@transaction.atomic
def release_request(request: AdviceRequest, *, by: User) -> AdviceRequest:
    """Undo: it waits for anybody again."""
    locked = _locked(request, (State.TAKEN,))
    locked.state, locked.taken_by = State.NEW, None
    locked.save()
    return _noted(locked, "released", by=by)


@transaction.atomic
def ask_more(request: AdviceRequest, *, words: str, language: str, by: User) -> AdviceRequest:
    """Ask the member something; the request waits for them."""
    locked = _locked(request, OPEN)
    _keep(locked, Kind.QUESTION, words=words, language=language, by=by)
    locked.state, locked.taken_by = State.ASKED, by
    locked.save()
    _tell_member(locked, "advice_question", words=words)
    return _noted(locked, "more_asked", by=by)


@transaction.atomic
def add_to_request(request: AdviceRequest, *, words: str, language: str, by: User) -> AdviceRequest:
    """The member answers or adds something, as long as nothing is decided."""
    locked = _locked(request, (*OPEN, State.ENGAGED))
    _keep(locked, Kind.ADDITION, words=words, language=language, by=by)
    if locked.state == State.ASKED:
        locked.state, locked.waiting_since = standing_state(locked), timezone.now()
        locked.save()
    return _noted(locked, "added_to", by=by)


@transaction.atomic
def answer_request(request: AdviceRequest, *, words: str, language: str, by: User) -> AdviceRequest:
    """Answer at once. The need is met; experts who were asked are asked no longer."""
    locked = _locked(request, OPEN)
    _keep(locked, Kind.ANSWER, words=words, language=language, by=by)
    _decide(locked, State.ANSWERED, outcome=Call.Outcome.MET, by=by)
    _tell_member(locked, "advice_answered", words=words)
    return _noted(locked, "answered", by=by)


@transaction.atomic
def decline_request(request: AdviceRequest, *, words: str, language: str, by: User) -> AdviceRequest:
    """The reason is written to the member. The need stays open: the network may still have something for it."""
    locked = _locked(request, OPEN)
    _keep(locked, Kind.REASON, words=words, language=language, by=by)
    _decide(locked, State.DECLINED, outcome="", by=by)
    _tell_member(locked, "advice_declined", words=words)
    return _noted(locked, "declined", by=by)


@transaction.atomic
def withdraw_request(request: AdviceRequest, *, by: User) -> AdviceRequest:
    """The member no longer asks."""
    locked = _locked(request, OPEN)
    _decide(locked, State.WITHDRAWN, outcome=Call.Outcome.DROPPED, by=by)
    return _noted(locked, "withdrawn", by=by)


@transaction.atomic
def reopen_request(request: AdviceRequest, *, by: User) -> AdviceRequest:
    """Undo a decision: the request waits again, and its need is open again."""
    locked = _locked(request, DECIDED)
    locked.state, locked.decided_at, locked.decided_by = State.NEW, None, None
    locked.waiting_since = timezone.now()
    locked.taken_by = None
    locked.save()
    if not locked.need.is_open:
        change_call(locked.need, said_of(locked), by=by)
    return _noted(locked, "reopened", by=by)


def settle_request(request: AdviceRequest, *, is_met: bool, by: User | None) -> None:
    """Its engagement has ended: experts who were asked are asked no longer."""
    if request.decided_at is None:
        _decide(request, State.ANSWERED, outcome=Call.Outcome.MET if is_met else Call.Outcome.DROPPED, by=by)


def engage_request(request: AdviceRequest, *, by: User | None) -> None:
    """Somebody helps, or helps again: what was decided is undone, and its need is open again."""
    request.state, request.decided_at, request.decided_by = State.ENGAGED, None, None
    request.save()
    if by is not None and not request.need.is_open:
        change_call(request.need, said_of(request), by=by)


def said_of(request: AdviceRequest) -> Said:
    """What the need says, to say it again."""
    need, text = request.need, request.need.original_text
    return Said(
        sentence=text.sentence if text else "",
        language=text.language if text else "",
        visibility=need.visibility,
        concepts=tuple(concept.key for concept in need.concepts.all()),
        territories=tuple(str(territory.pk) for territory in need.territories.all()),
        urgency=need.urgency,
    )


def standing_state(request: AdviceRequest) -> str:
    """Of a request nothing is decided about: experts are asked, somebody has it in hand, or it is new."""
    if request.proposals.filter(state=Proposal.State.ASKED).exists():
        return State.PROPOSED
    return State.TAKEN if request.taken_by_id else State.NEW


def _locked(request: AdviceRequest, states: Collection[str]) -> AdviceRequest:
    locked: AdviceRequest = AdviceRequest.objects.select_for_update().get(pk=request.pk)
    if locked.state not in states:
        raise NotNow
    return locked


def _decide(request: AdviceRequest, state: str, *, outcome: str, by: User | None) -> None:
    now = timezone.now()
    request.state, request.decided_at, request.decided_by = state, now, by
    request.save()
    request.proposals.filter(state=Proposal.State.ASKED).update(state=Proposal.State.CLOSED, answered_at=now)
    if outcome and by is not None:
        close_call(request.need, outcome=outcome, by=by)


def _keep(request: AdviceRequest, kind: str, *, words: str, language: str, by: User) -> None:
    AdviceMessage.objects.create(request=request, kind=kind, words=words, language=language, written_by=by)


def _noted(request: AdviceRequest, verb: str, *, by: User) -> AdviceRequest:
    note(request.need, f"advice.{verb}", by=by)
    return request


def _tell_member(request: AdviceRequest, template: str, *, words: str) -> None:
    organisation, number = request.organisation, request.messages.count()

    def context(language: str) -> dict[str, object]:
        return {
            "organisation": name_of(organisation, language),
            "sentence": str(request.need.original_text or ""),
            "words": words,
            "url": page_address(language, f"my/{organisation.code}/advice/{request.pk}/"),
        }

    tell_organisation(template, organisation, key=f"advice-{request.pk}-{number}", context=context)
