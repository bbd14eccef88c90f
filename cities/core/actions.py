"""What can be done with any record."""

from typing import TYPE_CHECKING, TypeVar

from django.db import transaction
from django.utils import timezone

from cities.core.models import Record

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractUser

R = TypeVar("R", bound=Record)


@transaction.atomic
def publish_record(record: R, *, by: "AbstractUser | None") -> R:
    """Keep what the record holds now, texts and all, as a revision and make it the public version."""
    record.save_revision(user=by, log_action=True).publish(user=by)
    record.refresh_from_db()
    return record


@transaction.atomic
def save_draft(record: R, *, by: "AbstractUser | None") -> R:
    """Keep what the record holds now as a revision; what readers see does not change."""
    record.save_revision(user=by, log_action=True)
    return record


@transaction.atomic
def withdraw_record(record: R, *, reason: str, by: "AbstractUser | None") -> R:
    """Take a record out of public sight. Its address answers “gone” with the reason; nothing is deleted."""
    record.withdrawn_at = timezone.now()
    record.withdrawal_reason = reason
    record.save(update_fields=["withdrawn_at", "withdrawal_reason", "updated_at"])
    record.unpublish(user=by)
    return record


@transaction.atomic
def restore_record(record: R, *, by: "AbstractUser | None") -> R:
    """Take a withdrawal back: the record is public again as it was."""
    record.withdrawn_at = None
    record.withdrawal_reason = ""
    record.save(update_fields=["withdrawn_at", "withdrawal_reason", "updated_at"])
    return publish_record(record, by=by)
