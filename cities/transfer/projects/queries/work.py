"""Transfers as the two sides and the coordinators see them: with what was never published."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from cities.commons.members.models import Organisation
from cities.commons.places.models import Territory
from cities.transfer.projects.content import content_digest
from cities.transfer.projects.models import (
    Adaptation,
    Agreement,
    Evaluation,
    JournalEntry,
    LocalActor,
    Meeting,
    Milestone,
    PhaseStay,
    Pilot,
    Side,
    Step,
    Transfer,
    TransferFigure,
    TransferFile,
    TransferSource,
    Variant,
)
from cities.transfer.projects.phases import CODES, GUIDES, Guide, Stay, due_day, is_late, unmet
from cities.transfer.projects.queries.evaluations import evaluation_rows


@dataclass(frozen=True)
class PhaseLine:
    """One phase with its guide and how it went; `unmet` are the codes of criteria still open."""

    guide: Guide
    stay: PhaseStay | None
    is_current: bool
    is_past: bool
    due_on: date | None
    is_late: bool
    unmet: tuple[str, ...]


@dataclass(frozen=True)
class Consent:
    """What one side has agreed to: the draft as it stands, an earlier version, or nothing."""

    side: str
    given: Agreement | None
    is_current: bool


@dataclass(frozen=True)
class Work:
    """`draft` is the transfer as both sides write it."""

    transfer: Transfer
    draft: Transfer
    digest: str
    phases: tuple[PhaseLine, ...]
    consents: tuple[Consent, ...]
    milestones: tuple[Milestone, ...]
    journal: tuple[JournalEntry, ...]
    meetings: tuple[Meeting, ...]
    files: tuple[TransferFile, ...]
    evaluations: tuple[Evaluation, ...]

    @property
    def current(self) -> PhaseLine:
        return next(line for line in self.phases if line.is_current)


def for_pages(transfers: QuerySet[Any]) -> QuerySet[Any]:
    """With all a page shows: eighteen more queries."""
    told: list[Any] = [
        Prefetch(relation, model.objects.select_related("source").prefetch_related("texts"))
        for relation, model in (("adaptations", Adaptation), ("variants", Variant), ("steps", Step), ("pilots", Pilot))
    ]
    parts: list[Any] = [
        "texts",
        "stays",
        "practices",
        "follows",
        Prefetch("origins", Territory.objects.only("pk")),
        Prefetch("territories", Territory.objects.only("pk")),
        Prefetch("local_group", LocalActor.objects.select_related("organisation")),
        "deliverables",
        Prefetch("figures", TransferFigure.objects.select_related("source")),
        Prefetch("sources", TransferSource.objects.select_related("source")),
        *told,
    ]
    return transfers.select_related("reference_person").prefetch_related(*parts)


def own_transfers(organisation: Organisation) -> QuerySet[Transfer]:
    """Those it is a side of, what changed last first."""
    found: QuerySet[Transfer] = Transfer.objects.of(organisation).select_related("latest_revision").order_by("-updated_at", "pk")
    return found


def work_of(transfer: Transfer, *, today: date) -> Work:
    """Everything behind one transfer: a fixed number of queries beside those for what is told."""
    draft: Transfer = transfer.get_latest_revision_as_object()
    stays = {row.phase: row for row in transfer.stays.all()}
    standing = {row.side: row for row in transfer.agreements.filter(withdrawn_at__isnull=True).select_related("given_by")}
    digest = content_digest(draft)
    return Work(
        transfer=transfer,
        draft=draft,
        digest=digest,
        phases=tuple(_phase(code, stays.get(code), transfer, today=today) for code in CODES),
        consents=tuple(Consent(side, standing.get(side), side in standing and standing[side].digest == digest) for side in Side.values),
        milestones=tuple(transfer.milestones.all()),
        journal=tuple(transfer.journal.select_related("written_by")),
        meetings=tuple(transfer.meetings.all()),
        files=tuple(transfer.files.all()),
        evaluations=evaluation_rows(transfer),
    )


def own_file(transfer: Transfer, key: UUID) -> TransferFile | None:
    found: TransferFile | None = transfer.files.filter(pk=key).first()
    return found


def _phase(code: str, row: PhaseStay | None, transfer: Transfer, *, today: date) -> PhaseLine:
    stay = Stay(code, row.began, row.ended, row.due_on) if row else Stay(code)
    is_current = code == transfer.phase
    is_running = is_current and not transfer.is_stopped
    return PhaseLine(
        guide=GUIDES[code],
        stay=row,
        is_current=is_current,
        is_past=CODES.index(code) < CODES.index(transfer.phase),
        due_on=due_day(stay) if is_running else None,
        is_late=is_running and is_late(stay, today=today),
        unmet=unmet(code, row.met if row else ()),
    )
