"""Who acts for an organisation: invited, accepted, changed, ended."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from cities.accounts.actions import trust_address
from cities.accounts.models import User, normalise_address
from cities.activity.actions import record
from cities.commons.members.models import Delegate, Invitation, Organisation, Part
from cities.commons.members.rules import may_end_delegation, may_represent
from cities.core.actions import post_letter
from cities.core.keys import key_digest, new_key
from cities.core.letters import spoken, words_from

INVITATION_DAYS = 14


class InvitationEnded(Exception):
    """It was accepted, taken back or has run out."""


class NotSpared(Exception):
    """Others would be left without a representative."""


class DelegationEnded(Exception):
    """Somebody acts no longer: whose part was to be changed, or whoever wanted to change it."""


@transaction.atomic
def invite(organisation: Organisation, *, address: str, part: str, language: str, by: User | None) -> Invitation:
    """Ask `address` to act for the organisation. An earlier open invitation of the same address ends: one key works at a time."""
    address = normalise_address(address)
    # Two who invite at once meet here.
    Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)
    Invitation.objects.open().filter(organisation=organisation, address=address).update(revoked_at=timezone.now())
    key = new_key()
    invitation = Invitation.objects.create(
        organisation=organisation,
        address=address,
        part=part,
        language=language,
        key_digest=key_digest(key),
        invited_by=by,
        expires_at=timezone.now() + timedelta(days=INVITATION_DAYS),
    )
    record(organisation, "delegate.invited", by=by, data={"part": part})
    _post(invitation, key)
    return invitation


def _post(invitation: Invitation, key: str) -> None:
    text = invitation.organisation.best_text(invitation.language)
    context = {
        "organisation": text.name if text else invitation.organisation.code,
        "inviter": invitation.invited_by.get_full_name() if invitation.invited_by else "",
        "url": f"{settings.SITE_URL}/{spoken(invitation.language)}/invitation/{key}/",
        "days": INVITATION_DAYS,
    }
    words = words_from("invitation", context, language=invitation.language)
    post_letter(words, address=invitation.address, key=f"invitation-{invitation.pk}")


@transaction.atomic
def accept_invitation(invitation: Invitation, *, by: User | None) -> Delegate:
    """Make whoever was invited a delegate; without an account, one is made for the address the key was sent to.

    Raise InvitationEnded when it has been used, taken back or has run out: of two at once, one wins.
    """
    now = timezone.now()
    if not Invitation.objects.open().filter(pk=invitation.pk).update(accepted_at=now):
        raise InvitationEnded
    user = by or _account_of(invitation)
    Invitation.objects.filter(pk=invitation.pk).update(accepted_by=user)
    delegate, is_new = Delegate.objects.get_or_create(
        organisation=invitation.organisation, user=user, ended_at=None, defaults={"part": invitation.part}
    )
    if not is_new and invitation.part == Part.REPRESENTATIVE:
        delegate.part = Part.REPRESENTATIVE
        delegate.save(update_fields=["part"])
    record(invitation.organisation, "delegate.joined", by=user, data={"part": delegate.part})
    return delegate


def _account_of(invitation: Invitation) -> User:
    user = User.objects.filter(email=invitation.address).first()
    if user is None:
        user = User.objects.create_user(invitation.address, None, language=invitation.language)
    trust_address(user)
    return user


@transaction.atomic
def revoke_invitation(invitation: Invitation, *, by: User | None) -> Invitation:
    """Take an invitation back; one that was accepted stays accepted."""
    if Invitation.objects.open().filter(pk=invitation.pk).update(revoked_at=timezone.now()):
        record(invitation.organisation, "delegate.uninvited", by=by)
    invitation.refresh_from_db()
    return invitation


@transaction.atomic
def change_part(delegate: Delegate, *, part: str, by: User) -> Delegate:
    """Raise NotSpared where a representative is needed, DelegationEnded where somebody ended a part meanwhile."""
    _meet(delegate, by=by, is_own_enough=False)
    if part != Part.REPRESENTATIVE and not may_end_delegation(by, delegate):
        raise NotSpared
    delegate.part = part
    delegate.save(update_fields=["part"])
    record(delegate.organisation, "delegate.changed", by=by, data={"part": part})
    return delegate


@transaction.atomic
def end_delegation(delegate: Delegate, *, by: User) -> Delegate:
    """Somebody acts no longer. What they wrote stays theirs; what they began, others of the organisation go on with.

    Raise NotSpared where a representative is needed, DelegationEnded where somebody ended a part meanwhile.
    """
    _meet(delegate, by=by, is_own_enough=True)
    if not may_end_delegation(by, delegate):
        raise NotSpared
    return leave(delegate, by=by)


@transaction.atomic
def leave(delegate: Delegate, *, by: User | None) -> Delegate:
    """Somebody goes, whoever remains."""
    delegate.ended_at = timezone.now()
    delegate.save(update_fields=["ended_at"])
    record(delegate.organisation, "delegate.left", by=by)
    return delegate


def _meet(delegate: Delegate, *, by: User, is_own_enough: bool) -> None:
    """Two representatives who change each other's part meet here: the second is none any more."""
    Organisation.objects.select_for_update(no_key=True).get(pk=delegate.organisation_id)
    delegate.refresh_from_db()
    is_own = is_own_enough and delegate.user_id == by.pk
    if delegate.ended_at is not None or not (is_own or may_represent(by, delegate.organisation)):
        raise DelegationEnded
