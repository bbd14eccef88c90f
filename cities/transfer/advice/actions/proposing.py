"""Asking an expert to help with a request: once, never beyond what they take, and introduced by the relay when they accept."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from cities.activity.actions import record as note
from cities.commons.members.actions import Asker, begin_conversation
from cities.commons.members.models import Delegate
from cities.core.letters import spoken, words_from
from cities.transfer.advice.actions.asking import NotNow, standing_state
from cities.transfer.advice.actions.engaging import open_engagement_for
from cities.transfer.advice.actions.letters import (
    engagement_address,
    expert_recipients,
    key_address,
    name_of,
    tell_expert,
    tell_organisation,
)
from cities.transfer.advice.models import OPEN, AdviceRequest, Engagement, Expert, Proposal
from cities.transfer.advice.queries.proposals import ExpertCandidate
from cities.transfer.advice.queries.roster import places_left

if TYPE_CHECKING:
    from cities.accounts.models import User

PURPOSE = "advice-proposal"
# After so many days without an answer the place is free for others.
ANSWER_WITHIN = timedelta(days=14)
ASKABLE = (*OPEN, AdviceRequest.State.ENGAGED)


class NoRoom(Exception):
    """They pause, or have as many engagements as they take at once."""


class AlreadyAsked(Exception):
    """They were asked about this request before; nobody is asked twice."""


class NotOnRoster(Exception):
    """They do not agree to be asked."""


class AlreadyAnswered(Exception):
    """It has been answered or taken back."""


@transaction.atomic
def propose_expert(request: AdviceRequest, candidate: ExpertCandidate, *, words: str = "", by: "User") -> Proposal:
    """Ask them by letter. Raise NotOnRoster, AlreadyAsked, NoRoom, or NotNow for a request that is decided."""
    locked: AdviceRequest = AdviceRequest.objects.select_for_update().get(pk=request.pk)
    # Two who ask at once are told one after the other how much room there is.
    expert = Expert.objects.select_for_update(of=("self",)).get(pk=candidate.expert.pk)
    _check(locked, expert)
    proposal = Proposal.objects.create(
        request=locked,
        expert=expert,
        score=round(candidate.score, 4),
        signals={name: round(value, 4) for name, value in candidate.signals.items() if value},
        reasons=[reason.as_data() for reason in candidate.reasons],
        words=words.strip(),
        asked_by=by,
    )
    if locked.state != AdviceRequest.State.ENGAGED:
        locked.state, locked.taken_by = AdviceRequest.State.PROPOSED, locked.taken_by or by
        locked.save()
    note(locked.need, "advice.expert_asked", by=by)
    tell_expert("advice_proposed", expert, key=f"advice-proposal-{proposal.pk}", context=lambda language: _told(proposal, language))
    return proposal


@transaction.atomic
def take_back_proposal(proposal: Proposal, *, by: "User") -> Proposal:
    """Undo, as long as they have not answered."""
    locked = _locked(proposal)
    _answered(locked, Proposal.State.CLOSED, by=by)
    note(locked.request.need, "advice.expert_no_longer_asked", by=by)
    return locked


@transaction.atomic
def answer_proposal(proposal: Proposal, *, accepts: bool, refusal: str = "", remark: str = "", by: "User | None") -> Proposal:
    """With a yes an engagement begins and both are introduced; with a no the secretariat looks on, and they are not asked again.

    Raise AlreadyAnswered, or NoRoom when they have taken as many others meanwhile.
    """
    locked = _locked(proposal)
    expert = Expert.objects.select_for_update(of=("self",)).get(pk=locked.expert_id)
    # The place this proposal holds is their own.
    if accepts and (expert.is_paused or places_left([expert])[expert.pk] + 1 <= 0):
        raise NoRoom
    locked.refusal, locked.remark = "" if accepts else refusal, remark.strip()
    _answered(locked, Proposal.State.ACCEPTED if accepts else Proposal.State.DECLINED, by=by)
    note(locked.request.need, f"advice.expert_{locked.state}", by=by)
    if accepts:
        _introduce(locked, open_engagement_for(locked.request, expert, by=by))
    return locked


def give_up_proposals(*, now: datetime) -> int:
    """Those nobody has answered within ANSWER_WITHIN go back to the secretariat; returns how many."""
    late = Proposal.objects.filter(state=Proposal.State.ASKED, asked_at__lt=now - ANSWER_WITHIN)
    return sum(give_up_proposal(proposal) for proposal in list(late))


@transaction.atomic
def give_up_proposal(proposal: Proposal) -> bool:
    """Whether it was still waiting: somebody may answer in the last moment."""
    try:
        locked = _locked(proposal)
    except AlreadyAnswered:
        return False
    _answered(locked, Proposal.State.CLOSED, by=None)
    return True


def _check(request: AdviceRequest, expert: Expert) -> None:
    if request.state not in ASKABLE:
        raise NotNow
    if not Expert.objects.consenting().filter(pk=expert.pk).exists() or expert.organisation == request.organisation:
        raise NotOnRoster
    if request.proposals.filter(expert=expert).exists():
        raise AlreadyAsked
    if expert.is_paused or places_left([expert])[expert.pk] <= 0:
        raise NoRoom


def _locked(proposal: Proposal) -> Proposal:
    """The request first, as whoever decides about it does: neither waits for the other, nor overwrites what the other wrote."""
    request = AdviceRequest.objects.select_for_update().get(pk=proposal.request_id)
    locked: Proposal = Proposal.objects.select_for_update().get(pk=proposal.pk)
    locked.request = request
    if locked.state != Proposal.State.ASKED:
        raise AlreadyAnswered
    return locked


def _answered(proposal: Proposal, state: str, *, by: "User | None") -> None:
    now = timezone.now()
    proposal.state, proposal.answered_at, proposal.answered_by = state, now, by
    proposal.save()
    request = proposal.request
    if state != Proposal.State.ACCEPTED and request.state == AdviceRequest.State.PROPOSED:
        request.state = standing_state(request)
        # Nobody is asked any more: it is the secretariat's turn.
        request.waiting_since = now if request.state != AdviceRequest.State.PROPOSED else request.waiting_since
        request.save()


def _introduce(proposal: Proposal, engagement: Engagement) -> None:
    """A conversation by the relay, its first message in both languages; then a letter to each side."""
    request, expert = proposal.request, proposal.expert
    theirs = next((spoken(one.language) for one in expert_recipients(expert)), "")
    asker = _asker(request, theirs)
    if asker is not None:
        languages = dict.fromkeys((spoken(theirs), spoken(asker.language)))
        words = [words_from("advice_words", _told(proposal, language), language=language).body.strip() for language in languages]
        with translation.override(spoken(theirs)):
            subject = _("Advice: %(who)s") % {"who": name_of(request.organisation, spoken(theirs))}
        proposal.conversation = begin_conversation(expert.organisation, asker=asker, subject=subject[:150], words="\n\n".join(words))
        proposal.save(update_fields=["conversation"])

    def context(language: str) -> dict[str, object]:
        return {**_told(proposal, language), "url": engagement_address(engagement, language)}

    key = f"advice-begun-{proposal.pk}"
    tell_organisation("advice_begun", request.organisation, key=f"{key}-asking", context=context)
    tell_expert("advice_begun", expert, key=f"{key}-advising", context=context)


def _asker(request: AdviceRequest, language: str) -> Asker | None:
    """Whoever asked; when they have left, somebody else who acts for the organisation."""
    acting = Delegate.objects.acting().filter(organisation=request.organisation).select_related("user")
    users = [delegate.user for delegate in acting]
    user = next((user for user in users if user.pk == request.need.written_by_id), users[0] if users else None)
    if user is None:
        return None
    return Asker(user.get_full_name().strip() or name_of(request.organisation, language), user.email, user.language, user)


def _told(proposal: Proposal, language: str) -> dict[str, object]:
    """What both sides may know of each other, for a reader of `language`."""
    request = proposal.request
    return {
        "asker": name_of(request.organisation, language),
        "organisation": name_of(proposal.expert.organisation, language),
        "sentence": str(request.need.best_text(language) or ""),
        "wanted_by": request.wanted_by,
        "words": proposal.words,
        "url": key_address(PURPOSE, proposal.pk, language),
    }
