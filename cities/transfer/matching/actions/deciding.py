"""What people decide about matches."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from cities.accounts.models import User
from cities.activity.actions import record as note
from cities.commons.members.models import Organisation
from cities.transfer.matching.actions.renewing import match_need
from cities.transfer.matching.models import Introduction, Match, Matching
from cities.transfer.matching.queries.answerers import answerer_of
from cities.transfer.needs.models import Need


class AlreadyDeclined(Exception):
    """The member has said no to this before: it is not proposed again."""


class IsTheirOwn(Exception):
    """It is the member's own, or there is no such thing."""


@transaction.atomic
def accept_match(match: Match, *, by: User) -> Match:
    """Accepting twice changes nothing."""
    return _decide(match, Match.State.ACCEPTED, by=by)


@transaction.atomic
def decline_match(match: Match, *, refusal: str, remark: str = "", by: User) -> Match:
    """It is not proposed for this need again. The reason is for the secretariat, nobody else sees it."""
    return _decide(match, Match.State.DECLINED, refusal=refusal, remark=remark, by=by)


@transaction.atomic
def reconsider_match(match: Match, *, by: User) -> Match:
    """Take a decision back, as long as nobody has been asked for an introduction."""
    locked = Match.objects.select_for_update().get(pk=match.pk)
    if locked.state == Match.State.PROPOSED or Introduction.objects.filter(match=locked).exists():
        return locked
    locked.state, locked.refusal, locked.remark, locked.decided_at, locked.decided_by = Match.State.PROPOSED, "", "", None, None
    locked.save()
    note(locked.need, "match.reconsidered", by=by, data={"match": str(locked.pk)})
    return locked


def ask_more(need: Need, *, by: User) -> list[Match]:
    """As many again of each kind; the secretariat sees that somebody is still looking."""
    with transaction.atomic():
        held, _is_new = Matching.objects.select_for_update().get_or_create(need=need)
        held.rounds = min(held.rounds + 1, 4)
        held.asked_help_at = held.asked_help_at or timezone.now()
        held.save()
        note(need, "need.more_asked", by=by)
    return match_need(need.pk)


@transaction.atomic
def propose_match(need: Need, *, kind: str, subject: UUID, words: str, by: User) -> Match:
    """The secretariat proposes by hand, and says why. Raise AlreadyDeclined for what the member has said no to, IsTheirOwn for its own."""
    answerer = answerer_of(kind, subject, besides=need.organisation_id)
    if answerer is None:
        raise IsTheirOwn
    held = Match.objects.select_for_update().filter(need=need, kind=kind, subject=subject).first()
    if held is not None and held.state == Match.State.DECLINED:
        raise AlreadyDeclined
    match = held or Match(need=need, kind=kind, subject=subject)
    told = [reason for reason in match.reasons if reason["code"] not in ("hand", "noted")]
    match.is_by_hand, match.note, match.proposed_by = True, words, by
    match.answerer = Organisation.objects.filter(pk=answerer.pk).first()
    match.reasons = [*match.reasons_by_hand, *told]
    match.save()
    Matching.objects.filter(need=need).update(asked_help_at=None)
    note(need, "match.proposed", by=by, data={"kind": kind})
    return match


def _decide(match: Match, state: str, *, by: User, refusal: str = "", remark: str = "") -> Match:
    locked = Match.objects.select_for_update().get(pk=match.pk)
    is_being_talked_of = state == Match.State.DECLINED and Introduction.objects.open().filter(match=locked).exists()
    if locked.state == state or is_being_talked_of:
        return locked
    locked.state, locked.refusal, locked.remark = state, refusal, remark
    locked.decided_at, locked.decided_by = timezone.now(), by
    locked.save()
    note(locked.need, f"match.{state}", by=by, data={"kind": locked.kind, **({"refusal": refusal} if refusal else {})})
    return locked
