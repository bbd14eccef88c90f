"""Telling a need or an offer, changing it, closing it."""

from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TypeVar

from django.db import transaction
from django.utils import timezone

from cities.accounts.models import User
from cities.activity.actions import record as note
from cities.commons.members.models import Organisation
from cities.commons.places.models import Territory
from cities.commons.vocabulary.models import Concept
from cities.transfer.needs.models import Call, Need, Offer, PutAside
from cities.transfer.needs.ports import call_changed
from cities.translation.models import TextState

C = TypeVar("C", bound=Call)


@dataclass(frozen=True)
class Said:
    """What a need or an offer says. `concepts` and `territories` by key; `urgency` is for needs, `capacity` for offers."""

    sentence: str
    language: str
    visibility: str
    concepts: tuple[str, ...] = ()
    territories: tuple[str, ...] = ()
    until: date | None = None
    urgency: str = Need.Urgency.YEAR
    capacity: int | None = None
    origin: str = ""


@transaction.atomic
def tell_need(organisation: Organisation, said: Said, *, by: User) -> Need:
    return _fill(Need(organisation=organisation, written_by=by), said, verb="need.told", by=by)


@transaction.atomic
def tell_offer(organisation: Organisation, said: Said, *, by: User) -> Offer:
    return _fill(Offer(organisation=organisation, written_by=by), said, verb="offer.told", by=by)


@transaction.atomic
def change_call(call: C, said: Said, *, by: User) -> C:
    """Say it anew. What was translated from the words before is stale from then on; one that was closed is open again."""
    call.closed_at, call.outcome = None, ""
    return _fill(call, said, verb=f"{call._meta.model_name}.changed", by=by)


@transaction.atomic
def close_call(call: C, *, outcome: str, by: User) -> C:
    """Met or dropped: it is proposed to nobody any more. Closing twice changes nothing."""
    if call.closed_at is None:
        call.closed_at, call.outcome = timezone.now(), outcome
        call.save(update_fields=["closed_at", "outcome", "changed_at"])
        note(call, f"{call._meta.model_name}.closed", by=by, data={"outcome": outcome})
        _tell_others(call)
    return call


def put_aside(organisation: Organisation, *, origin: str, by: User) -> None:
    """What was said elsewhere is no need: it is not suggested again. A second time changes nothing."""
    _row, is_new = PutAside.objects.get_or_create(organisation=organisation, origin=origin)
    if is_new:
        note(organisation, "need.put_aside", by=by, data={"origin": origin})


def _fill(call: C, said: Said, *, verb: str, by: User) -> C:
    call.visibility, call.until = said.visibility, said.until
    if isinstance(call, Need):
        call.urgency = said.urgency
        call.origin = call.origin or said.origin
    if isinstance(call, Offer):
        call.capacity = said.capacity
    call.save()
    call.concepts.set(Concept.objects.filter(key__in=said.concepts))
    call.territories.set(Territory.objects.filter(pk__in=said.territories))
    original = call.texts.filter(state=TextState.ORIGINAL).first()
    if original is not None and original.language != said.language:
        call.texts.filter(language=said.language).delete()
    call.texts.update_or_create(state=TextState.ORIGINAL, defaults={"language": said.language, "sentence": said.sentence})
    note(call, verb, by=by)
    _tell_others(call)
    return call


def _tell_others(call: Call) -> None:
    transaction.on_commit(partial(call_changed, str(call._meta.model_name), call.pk))
