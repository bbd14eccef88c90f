"""Who reads a comparison: nobody else, whoever has its link, everybody."""

from django.db import transaction
from django.utils import timezone

from cities.accounts.models import User
from cities.activity.actions import record
from cities.core.keys import key_digest, new_key
from cities.search.actions import forget_record, index_record
from cities.transfer.comparisons.actions.letters import tell_owner
from cities.transfer.comparisons.actions.making import lock
from cities.transfer.comparisons.models import LEAST_SUBJECTS, Comparison
from cities.transfer.comparisons.queries.records import public_records

State = Comparison.State


class NotReady(Exception):
    """Fewer than two records anyone may see are compared."""


@transaction.atomic
def share(comparison: Comparison, *, by: User | None) -> str:
    """The key of a link by which anyone who has it reads, and nobody writes. A link given before opens nothing any more."""
    found, key = lock(comparison), new_key()
    found.key_digest = key_digest(key)
    if found.state == State.DRAFT:
        found.state = State.SHARED
    _keep(found, "key_digest", "state", into=comparison)
    record(comparison, "comparison.shared", by=by)
    return key


@transaction.atomic
def stop_sharing(comparison: Comparison, *, by: User | None) -> Comparison:
    """The link opens nothing any more. What is public stays public."""
    found = lock(comparison)
    found.key_digest = ""
    if found.state == State.SHARED:
        found.state = State.DRAFT
    _keep(found, "key_digest", "state", into=comparison)
    record(comparison, "comparison.unshared", by=by)
    return comparison


@transaction.atomic
def ask_for_publication(comparison: Comparison, *, by: User | None) -> Comparison:
    """Put it before the coordinators; asking twice is asking once. Raises NotReady."""
    found = lock(comparison)
    _refuse_unready(found)
    if found.asked_at is None and not found.is_public:
        found.asked_at = timezone.now()
        _keep(found, "asked_at", into=comparison)
        record(comparison, "comparison.asked", by=by)
    return comparison


@transaction.atomic
def return_to_writers(comparison: Comparison, *, reason: str = "", by: User | None) -> Comparison:
    """Not yet: it is theirs again, and a letter says why."""
    found = lock(comparison)
    if found.asked_at is not None:
        tell_owner(found, reason=reason, key=f"comparison-{found.pk}-returned-{found.asked_at:%Y%m%d%H%M%S%f}")
    found.asked_at = None
    _keep(found, "asked_at", into=comparison)
    record(comparison, "comparison.returned", by=by, data={"reason": reason})
    return comparison


@transaction.atomic
def publish(comparison: Comparison, *, by: User | None) -> Comparison:
    """For everybody, who find it from now on. Raises NotReady."""
    found = lock(comparison)
    _refuse_unready(found)
    found.state, found.published_at, found.asked_at = State.PUBLISHED, timezone.now(), None
    _keep(found, "state", "published_at", "asked_at", into=comparison)
    index_record(found)
    record(comparison, "comparison.published", by=by)
    return comparison


@transaction.atomic
def take_back(comparison: Comparison, *, by: User | None) -> Comparison:
    """Out of public sight, and a draft again. A link it was shared by ends too: nobody keeps a way in by accident."""
    found = lock(comparison)
    found.state, found.key_digest, found.published_at = State.DRAFT, "", None
    _keep(found, "state", "key_digest", "published_at", into=comparison)
    forget_record(found.pk)
    record(comparison, "comparison.taken_back", by=by)
    return comparison


def _refuse_unready(comparison: Comparison) -> None:
    subjects = comparison.subjects.filter(left_out_at__isnull=True)
    if len(public_records(comparison.kind, [subject.record_id for subject in subjects])) < LEAST_SUBJECTS:
        raise NotReady


def _keep(found: Comparison, *fields: str, into: Comparison) -> None:
    found.save(update_fields=[*fields, "updated_at"])
    for field in fields:
        setattr(into, field, getattr(found, field))
