"""From phase to phase, or to an end. Where a transfer stands changes at once, in rows of its own: no draft holds it."""

from collections.abc import Collection
from datetime import date

from django.db import transaction
from django.utils import timezone

from cities.accounts.models import User
from cities.activity.actions import record as note
from cities.search.actions import index_record
from cities.transfer.projects.models import PhaseStay, Transfer
from cities.transfer.projects.phases import GUIDES, next_phase, unmet


class NotReady(Exception):
    """Something is still to be had before the phase can be left; `criteria` are its codes."""

    def __init__(self, criteria: tuple[str, ...]) -> None:
        super().__init__(", ".join(criteria))
        self.criteria = criteria


class MovedOn(Exception):
    """It is in another phase than the one whose criteria were shown."""


@transaction.atomic
def tick_criteria(
    transfer: Transfer, met: Collection[str], *, shown: Collection[str] | None = None, phase: str = "", by: User | None
) -> PhaseStay:
    """Note which exit criteria of the present phase are met; codes it does not have are left out.

    `shown` are those that stood as met before whoever ticks: only what they changed is written. Raises MovedOn when `phase` is over.
    """
    current: Transfer = Transfer.objects.select_for_update().get(pk=transfer.pk)
    if phase and phase != current.phase:
        raise MovedOn
    stay = _stay(current)
    before = set(stay.met if shown is not None else ())
    now = (before - (set(shown or ()) - set(met))) | (set(met) - set(shown or ()))
    stay.met = [code for code, _label in GUIDES[current.phase].criteria if code in now]
    stay.save(update_fields=["met"])
    return stay


@transaction.atomic
def move_on(transfer: Transfer, *, by: User | None, on: date | None = None) -> Transfer:
    """Leave the present phase for the next. After the last nothing changes. Raises NotReady."""
    stay = _stay(transfer)
    following = next_phase(transfer.phase)
    if transfer.is_stopped or not following:
        return transfer
    if left := unmet(transfer.phase, stay.met):
        raise NotReady(left)
    today = (on or timezone.localdate()).isoformat()
    PhaseStay.objects.filter(pk=stay.pk).update(ended=today)
    PhaseStay.objects.update_or_create(transfer=transfer, phase=following, defaults={"began": today, "ended": ""})
    transfer.phase = following
    _stand(transfer)
    note(transfer, "transfer.moved_on", by=by, data={"phase": following})
    return transfer


@transaction.atomic
def set_due(transfer: Transfer, due_on: date | None, *, by: User | None) -> PhaseStay:
    """Another day than the suggested one for the present phase; None for the suggested one again."""
    stay = _stay(transfer)
    stay.due_on = due_on
    stay.save(update_fields=["due_on"])
    note(transfer, "transfer.due_set", by=by)
    return stay


@transaction.atomic
def stop_transfer(transfer: Transfer, *, reason: str, by: User | None) -> Transfer:
    """It goes no further, and says why. What it has learned stays. Stopping twice changes nothing."""
    if not transfer.is_stopped:
        today = timezone.localdate().isoformat()
        transfer.stopped_on, transfer.stop_reason = today, reason
        PhaseStay.objects.filter(transfer=transfer, phase=transfer.phase).update(ended=today)
        _stand(transfer)
        note(transfer, "transfer.stopped", by=by, data={"reason": reason})
    return transfer


@transaction.atomic
def resume_transfer(transfer: Transfer, *, by: User | None) -> Transfer:
    """Take it up again where it stood."""
    if transfer.is_stopped:
        transfer.stopped_on, transfer.stop_reason = None, ""
        PhaseStay.objects.filter(transfer=transfer, phase=transfer.phase).update(ended="")
        _stand(transfer)
        note(transfer, "transfer.resumed", by=by)
    return transfer


def _stay(transfer: Transfer) -> PhaseStay:
    stay, _new = PhaseStay.objects.get_or_create(transfer=transfer, phase=transfer.phase)
    return stay


def _stand(transfer: Transfer) -> None:
    """Only where it stands is written: `transfer` may be a draft in memory."""
    Transfer.objects.filter(pk=transfer.pk).update(
        phase=transfer.phase, stopped_on=transfer.stopped_on, stop_reason=transfer.stop_reason, updated_at=timezone.now()
    )
    current = Transfer.objects.get(pk=transfer.pk)
    if current.is_public:
        index_record(current)
