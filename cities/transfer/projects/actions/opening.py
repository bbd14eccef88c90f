"""Opening a transfer."""

import uuid
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from cities.accounts.models import User
from cities.activity.actions import record as note
from cities.commons.members.models import Organisation
from cities.commons.practices.models import Practice
from cities.commons.practices.rules import INITIATOR
from cities.core.actions import save_draft
from cities.core.naming import free_code
from cities.transfer.needs.models import Need
from cities.transfer.projects.actions.letters import tell_other_side
from cities.transfer.projects.models import PhaseStay, Side, Transfer
from cities.transfer.projects.phases import UNDERSTAND
from cities.translation.actions import write_text
from cities.translation.models import TextState


@dataclass(frozen=True)
class Opening:
    """What is known on the first day."""

    title: str
    language: str
    trigger: str = ""
    need: Need | None = None


@transaction.atomic
def open_transfer(practice: Practice, *, destination: Organisation, opening: Opening, by: User | None) -> Transfer:
    """A draft only the two sides and the coordinators see. Opening it twice returns the running one."""
    # Two of the same side who open it at once meet here.
    Organisation.objects.select_for_update(no_key=True).get(pk=destination.pk)
    running = Transfer.objects.running().filter(practices=practice, destination=destination).first()
    if running is not None:
        return running  # type: ignore[no-any-return]  # a row of this model
    identifier = uuid.uuid4()
    transfer = Transfer(
        id=identifier,
        code=free_code(opening.title, identifier.hex[:8], is_taken=lambda code: Transfer.objects.filter(code=code).exists()),
        origin=origin_of(practice),
        destination=destination,
        trigger=opening.trigger,
        need=opening.need,
        live=False,
    )
    transfer.practices.set([practice])
    transfer.origins.set(list(practice.territories.all()))
    transfer.territories.set(list(destination.territories.all()))
    write_text(transfer, opening.language, state=TextState.ORIGINAL, words={"title": opening.title})
    transfer.save()
    PhaseStay.objects.create(transfer=transfer, phase=UNDERSTAND, began=timezone.localdate().isoformat())
    save_draft(transfer, by=by)
    note(transfer, "transfer.opened", by=by)
    tell_other_side(transfer, Side.DESTINATION, "transfer_opened", by=by, key=f"transfer-{transfer.pk}-opened")
    return transfer


def origin_of(practice: Practice) -> Organisation | None:
    """Who speaks for a practice: who brought it, who answers questions, who began it; only organisations anyone may see."""
    began = [part.organisation_id for part in practice.participations.filter(role=INITIATOR) if part.organisation_id]
    for key in (practice.brought_by_id, practice.contact_id, *began):
        found: Organisation | None = Organisation.objects.public().filter(pk=key).first() if key else None
        if found is not None:
            return found
    return None
