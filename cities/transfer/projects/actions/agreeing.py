"""Both sides agree to what is published, each in its own name, to the very words."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cities.accounts.models import User
from cities.activity.actions import record as note
from cities.core.actions import publish_agreed, withdraw_record
from cities.transfer.projects.actions.letters import tell_other_side
from cities.transfer.projects.content import content_digest
from cities.transfer.projects.models import Agreement, Side, Transfer
from cities.translation.actions import check_agreeable


@transaction.atomic
def agree(transfer: Transfer, side: str, *, by: User | None, basis: str = "", seen: str | None = None) -> Transfer:
    """Note that a side agrees to the draft as it stands. Once both have agreed to the same, it is public.

    `basis` is how the secretariat knows, when it notes somebody's word; `seen` the digest of what they were shown. Raises
    NothingToTell, and Changed where somebody has written in between.
    """
    current: Transfer = Transfer.objects.select_for_update().get(pk=transfer.pk)
    draft: Transfer = current.get_latest_revision_as_object()
    digest = content_digest(draft)
    check_agreeable(draft, digest=digest, seen=seen)
    standing = Agreement.objects.filter(transfer=current, side=side, withdrawn_at__isnull=True)
    if not standing.filter(digest=digest).exists():
        standing.update(withdrawn_at=timezone.now())
        Agreement.objects.create(transfer=current, side=side, digest=digest, given_by=by, basis=basis)
        note(current, "transfer.agreed", by=by, data={"side": side})
    if has_both(current, digest):
        publish_agreed(draft, by=by)
    else:
        tell_other_side(current, side, "transfer_agreed", by=by, key=f"transfer-{current.pk}-{side}-{digest[:16]}")
    current.refresh_from_db()
    return current


@transaction.atomic
def take_back_agreement(transfer: Transfer, side: str, *, by: User | None) -> Transfer:
    """A side no longer agrees: what was public is withdrawn, and says so. Both can agree again."""
    current: Transfer = Transfer.objects.select_for_update().get(pk=transfer.pk)
    taken = Agreement.objects.filter(transfer=current, side=side, withdrawn_at__isnull=True).update(withdrawn_at=timezone.now())
    if taken:
        note(current, "transfer.agreement_taken_back", by=by, data={"side": side})
    if taken and current.is_public:
        withdraw_record(current, reason=_("One of the two sides no longer agrees to its publication."), by=None)
    return current


def has_both(transfer: Transfer, digest: str) -> bool:
    given = Agreement.objects.filter(transfer=transfer, digest=digest, withdrawn_at__isnull=True)
    return set(given.values_list("side", flat=True)) == set(Side.values)
