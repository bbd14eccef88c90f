"""Comparisons in lists: what somebody writes, what is public, what a record stands in."""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from wagtail.models import ModelLogEntry

from cities.accounts.models import User
from cities.commons.members.models import Organisation
from cities.core.keys import key_digest
from cities.core.versions import version
from cities.transfer.comparisons.models import Comparison, Kind

# Its code, and its texts to choose a title from.
Titled = tuple[str, tuple[Any, ...]]
SUBJECTS = Count("subjects", filter=Q(subjects__left_out_at__isnull=True), distinct=True)


@dataclass(frozen=True)
class ComparisonLine:
    """`texts` are for whoever shows it to choose from; `subjects` counts those of the table."""

    id: UUID
    code: str
    kind: str
    state: str
    grid: str
    organisation: UUID | None
    subjects: int
    asked_at: datetime | None
    changed_at: datetime
    texts: tuple[Any, ...]


def lines_of(comparisons: QuerySet[Comparison]) -> tuple[ComparisonLine, ...]:
    """Two queries."""
    rows = comparisons.select_related("version__instrument").prefetch_related("texts").annotate(count=SUBJECTS)
    return tuple(_line(row) for row in rows.order_by("-updated_at", "code"))


def public_lines() -> tuple[ComparisonLine, ...]:
    return lines_of(Comparison.objects.public())


def lines_for(organisation: Organisation) -> tuple[ComparisonLine, ...]:
    """Those it owns and those it was invited to, what changed last first."""
    mine = Q(organisation=organisation) | Q(pk__in=Comparison.objects.filter(editors__organisation=organisation))
    return lines_of(Comparison.objects.filter(mine))


def titles_with(kind: str, record: UUID) -> tuple[Titled, ...]:
    """Public comparisons a record stands in, the newest first. One query when nothing has changed since the last call in this process;
    none when this request has asked what has changed before."""
    return _titles(version("comparisons")).get((kind, record), ())


@lru_cache(maxsize=2)
def _titles(version: tuple[object, ...]) -> dict[tuple[str, UUID], tuple[Titled, ...]]:
    """Of every record that stands in one; `version` is only there to make a change a new call."""
    rows = Comparison.objects.public().order_by("-published_at", "code").prefetch_related("texts", "subjects")
    found: dict[tuple[str, UUID], tuple[Titled, ...]] = {}
    for row in rows:
        titled = (row.code, tuple(row.texts.all()))
        for subject in row.subjects.all():
            if subject.left_out_at is None:
                found[row.kind, subject.record_id] = (*found.get((row.kind, subject.record_id), ()), titled)
    return found


def returned_because(comparison: Comparison) -> str:
    """What the coordinators said was missing, when giving it back is the last that was done about publishing it."""
    acts = ModelLogEntry.objects.for_instance(comparison).filter(
        action__in=[f"comparison.{verb}" for verb in ("asked", "returned", "published")]
    )
    last = acts.order_by("timestamp", "pk").last()
    return str(last.data.get("reason", "")) if last is not None and last.action == "comparison.returned" else ""


def shared_with_key(key: str) -> Comparison | None:
    """What this link opens; None for a key that opens nothing any more."""
    return Comparison.objects.exclude(state=Comparison.State.DRAFT).filter(key_digest=key_digest(key)).first() if key else None


def own_organisations(user: User, comparison: Comparison) -> QuerySet[Organisation]:
    """Organisations whose people write this comparison, for whoever says by whom a cell is known."""
    keys = [comparison.organisation_id, *comparison.editors.values_list("organisation", flat=True)]
    return Organisation.objects.public().filter(pk__in=[key for key in keys if key]).prefetch_related("texts")


def _line(row: Any) -> ComparisonLine:
    return ComparisonLine(
        id=row.pk,
        code=row.code,
        kind=str(Kind(row.kind)),
        state=row.state,
        grid=row.version.instrument.code,
        organisation=row.organisation_id,
        subjects=row.count,
        asked_at=row.asked_at,
        changed_at=row.updated_at,
        texts=tuple(row.texts.all()),
    )
