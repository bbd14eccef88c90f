"""Every organisation in an engagement agrees to what is published, each in its own name, to the very words."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cities.accounts.models import User
from cities.activity.actions import record as note
from cities.commons.members.models import Organisation
from cities.core.actions import publish_agreed, withdraw_record
from cities.transfer.advice.content import engagement_digest
from cities.transfer.advice.models import Engagement
from cities.translation.actions import check_agreeable

NOBODY: dict[str, Any] = {"agreed_digest": "", "agreed_at": None, "agreed_by": None, "basis": ""}


@transaction.atomic
def agree(engagement: Engagement, organisation: Organisation, *, by: User | None, basis: str = "", seen: str | None = None) -> Engagement:
    """Note that an organisation agrees to the draft as it stands. Once all have agreed to the same, it is public.

    `basis` is how the secretariat knows, when it notes somebody's word; `seen` the digest of what they were shown. Raises NothingToTell,
    and Changed where somebody has written in between.
    """
    current: Engagement = Engagement.objects.select_for_update().get(pk=engagement.pk)
    draft: Engagement = current.get_latest_revision_as_object()
    digest = engagement_digest(draft)
    check_agreeable(draft, digest=digest, seen=seen)
    given = {"agreed_digest": digest, "agreed_at": timezone.now(), "agreed_by": by, "basis": basis}
    if current.participations.filter(organisation=organisation).update(**given):
        note(current, "engagement.agreed", by=by)
    if not current.dissenting(draft):
        # First: with the engagement the index takes up what was made.
        draft.outputs.filter(is_told=True, published_at__isnull=True).update(published_at=timezone.now())
        publish_agreed(draft, by=by)
    current.refresh_from_db()
    return current


@transaction.atomic
def take_back_agreement(engagement: Engagement, organisation: Organisation, *, by: User | None) -> Engagement:
    """It no longer agrees: what was public is withdrawn, and says so. All can agree again."""
    current: Engagement = Engagement.objects.select_for_update().get(pk=engagement.pk)
    agreed = current.participations.filter(organisation=organisation).exclude(agreed_digest="")
    if agreed.update(**NOBODY):
        note(current, "engagement.agreement_taken_back", by=by)
        if current.is_public:
            withdraw_record(current, reason=_("One of those who take part no longer agrees to its publication."), by=None)
    return current
