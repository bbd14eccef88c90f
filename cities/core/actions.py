"""What can be done with any record; and letters, from the outbox to the mail server."""

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from wagtail.models import WorkflowState

from cities.core.comparing import Merged, Section, Values, merged
from cities.core.letters import LEASE, MOST_ATTEMPTS, WAITS_FOR, Refused, Words, hand_over, wait_after
from cities.core.models import Letter, Record

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractUser

R = TypeVar("R", bound=Record)
logger = logging.getLogger(__name__)

# Of a letter that has left, or never will: both may hold a link that opens something.
EMPTIED = {"body": "", "unsubscribe_url": ""}


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
def submit_record(record: R, *, by: "AbstractUser") -> R:
    """Keep what the record holds as a draft and put it before the reviewers; what readers see does not change.

    A review under way begins anew, so that nobody approves what they have not seen.
    """
    save_draft(record, by=by)
    review = record.current_workflow_state
    if review is not None and review.status == WorkflowState.STATUS_NEEDS_CHANGES:
        review.resume(user=by)
        return record
    if review is not None:
        review.cancel(user=by)
    workflow = record.get_workflow()
    if workflow is not None:
        workflow.start(record, by)
    return record


@transaction.atomic
def withdraw_change(record: R, *, by: "AbstractUser") -> R:
    """Take back what was drafted: the review ends. A public record is again as readers see it; the draft stays in its history."""
    review = record.current_workflow_state
    if review is not None:
        review.cancel(user=by)
    public: R = type(record)._default_manager.get(pk=record.pk)
    if public.live:
        revision = public.save_revision(user=by, changed=False, log_action=True)
        type(record)._default_manager.filter(pk=record.pk).update(live_revision=revision, has_unpublished_changes=False)
        public.refresh_from_db()
    return public


@dataclass(frozen=True)
class SavedSection(Generic[R]):
    """What came of saving. With conflicts nothing was saved; `revision` is the version they were compared with."""

    record: R
    merged: Merged
    revision: int

    @property
    def is_saved(self) -> bool:
        return not self.merged.conflicts


@transaction.atomic
def save_section(
    record: R, section: Section[R], values: Values, *, base: int, by: "AbstractUser", submits: bool = False
) -> SavedSection[R]:
    """Write one section of a record into its draft, and put it before the reviewers when it `submits`.

    `base` is the version the writer had before them (0 for none). What others changed since stays; where both changed the same
    field nothing is saved, and both are given back.
    """
    current: R = type(record)._default_manager.select_for_update().get(pk=record.pk)
    draft: R = current.get_latest_revision_as_object()
    revision, theirs = current.latest_revision_id or 0, section.read(draft)
    found = merged(values, base=theirs if base == revision else _read_version(current, section, base), theirs=theirs)
    if found.conflicts:
        return SavedSection(draft, found, revision)
    section.write(draft, found.values)
    if submits:
        submit_record(draft, by=by)
    else:
        save_draft(draft, by=by)
    return SavedSection(draft, found, draft.latest_revision_id)


def _read_version(record: R, section: Section[R], number: int) -> Values:
    """What a section said in a version of this very record; nothing for a number that is none of its versions."""
    version = record.revisions.filter(pk=number).first() if number else None
    return section.read(version.as_object()) if version else {}


@transaction.atomic
def publish_agreed(draft: R, *, by: "AbstractUser | None") -> None:
    """Publish what those concerned have agreed to, also after a withdrawal. Agreement gives the right, not a role of whoever came last."""
    if draft.withdrawn_at is not None:
        type(draft).objects.filter(pk=draft.pk).update(withdrawn_at=None, withdrawal_reason="")
        draft.withdrawn_at, draft.withdrawal_reason = None, ""
    draft.save_revision(user=by, log_action=True).publish(user=by, skip_permission_checks=True)


@transaction.atomic
def withdraw_record(record: R, *, reason: str, by: "AbstractUser | None") -> R:
    """Take a record out of public sight. Its address answers “gone” with the reason; nothing is deleted."""
    record.withdrawn_at = timezone.now()
    record.withdrawal_reason = reason
    is_drafted = record.has_unpublished_changes
    record.save(update_fields=["withdrawn_at", "withdrawal_reason", "updated_at"])
    record.unpublish(user=by)
    # Wagtail takes what was public for a draft from now on: then nobody could tell whether there was one.
    type(record)._default_manager.filter(pk=record.pk).update(has_unpublished_changes=is_drafted)
    record.has_unpublished_changes = is_drafted
    return record


@transaction.atomic
def restore_record(record: R, *, by: "AbstractUser | None") -> R:
    """Take a withdrawal back: the record is public again as it was. What has been drafted since it was published stays a draft."""
    draft = record.get_latest_revision_as_object() if record.has_unpublished_changes else None
    record.withdrawn_at = None
    record.withdrawal_reason = ""
    record.save(update_fields=["withdrawn_at", "withdrawal_reason", "updated_at"])
    publish_record(record, by=by)
    if draft is not None:
        draft.withdrawn_at, draft.withdrawal_reason = None, ""
        save_draft(draft, by=by)
        record.refresh_from_db()
    return record


@transaction.atomic
def post_letter(
    words: Words, *, address: str, key: str, reply_to: str = "", unsubscribe_url: str = "", is_one_click: bool = False
) -> Letter:
    """Put a letter in the outbox; it leaves when the transaction holds. Posting a key again changes nothing.

    `unsubscribe_url` is a page where one can end such letters; with `is_one_click` a bare POST to it ends them (RFC 8058).
    """
    letter, is_new = Letter.objects.get_or_create(
        key=key,
        defaults={
            "address": address,
            "language": words.language,
            "subject": words.one_line_subject,
            "body": words.body,
            "reply_to": reply_to,
            "unsubscribe_url": unsubscribe_url,
            "is_one_click": is_one_click,
            "due_at": timezone.now(),
        },
    )
    if is_new:
        transaction.on_commit(lambda: Letter.carrier(letter.pk))
    return letter


def send_letter(pk: int) -> bool:
    """Send one letter if it waits and nobody else is sending it. Whether it went."""
    now = timezone.now()
    waiting = Letter.objects.filter(pk=pk, sent_at__isnull=True, refused_at__isnull=True, due_at__lte=now)
    if not waiting.filter(Q(claimed_until__isnull=True) | Q(claimed_until__lte=now)).update(claimed_until=now + LEASE):
        return False
    letter = Letter.objects.get(pk=pk)
    words = Words(letter.subject, letter.body, letter.language)
    try:
        hand_over(
            words,
            address=letter.address,
            key=letter.key,
            posted_at=letter.posted_at,
            reply_to=letter.reply_to,
            unsubscribe_url=letter.unsubscribe_url,
            is_one_click=letter.is_one_click,
        )
    except Refused as refusal:
        Letter.objects.filter(pk=pk).update(refused_at=now, failure=str(refusal)[:300], claimed_until=None, **EMPTIED)
        return False
    except WAITS_FOR as failure:
        _put_back(letter, str(failure))
        return False
    except Exception as failure:  # noqa: BLE001 -- whatever it is, it is this letter alone
        # Such as an address no letter can be made out to: those behind it in the queue still leave. What is said may quote the address.
        logger.error("Letter %s cannot be sent: %s", letter.pk, type(failure).__name__)
        _put_back(letter, str(failure))
        return False
    Letter.objects.filter(pk=pk).update(sent_at=timezone.now(), claimed_until=None, **EMPTIED)
    return True


def _put_back(letter: Letter, failure: str) -> None:
    attempts = letter.attempts + 1
    is_spent = attempts >= MOST_ATTEMPTS
    Letter.objects.filter(pk=letter.pk).update(
        attempts=attempts,
        failure=failure[:300],
        due_at=timezone.now() + wait_after(attempts),
        claimed_until=None,
        refused_at=timezone.now() if is_spent else None,
        **(EMPTIED if is_spent else {}),
    )


def send_waiting_letters(*, most: int = 500) -> int:
    """Send what is due; how many went. Run every minute, for what a server refused for a while or a process left behind."""
    due = Letter.objects.filter(sent_at__isnull=True, refused_at__isnull=True, due_at__lte=timezone.now()).order_by("due_at")
    return sum(send_letter(pk) for pk in due.values_list("pk", flat=True)[:most])
