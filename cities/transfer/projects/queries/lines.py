"""Transfers as lists, drawings and tables show them."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from cities.commons.places.models import Territory
from cities.commons.practices.models import Practice
from cities.transfer.projects.models import Pilot, Step, Transfer, TransferFigure
from cities.transfer.projects.moments import place_of, year_of
from cities.transfer.projects.phases import REUSE, Stay


@dataclass(frozen=True)
class Uptake:
    """How many were in use in a year, as one source counted them; `figure` is its row."""

    year: int
    value: Decimal
    measure: str
    scope: UUID | None
    figure: TransferFigure


@dataclass(frozen=True)
class TransferLine:
    """One transfer with what is told of it in numbers. Texts are for whoever shows them to choose from; moments as decimals of years."""

    id: UUID
    code: str
    texts: tuple[Any, ...]
    practices: tuple[UUID, ...]
    follows: tuple[UUID, ...]
    result: UUID | None
    origin: UUID | None
    origin_name: str
    destination: UUID | None
    destination_name: str
    origins: tuple[UUID, ...]
    territories: tuple[UUID, ...]
    trigger: str
    phase: str
    stopped_on: str
    stop_reason: str
    stays: tuple[Stay, ...]
    pilots: tuple[str, ...]
    uptake: tuple[Uptake, ...]
    moments: tuple[str, ...]

    @property
    def began(self) -> float | None:
        return min((place_of(moment) for moment in self.moments), default=None)

    @property
    def last_known(self) -> float | None:
        return max((place_of(moment) for moment in self.moments), default=None)

    @property
    def first_moment(self) -> str:
        return min(self.moments, key=place_of, default="")

    @property
    def is_in_use(self) -> bool:
        """The practice is in use where it went: an adoption."""
        return self.phase == REUSE and not self.stopped_on

    @property
    def in_use_since(self) -> int | None:
        """The year re-use began, else the first it was counted; None where nobody knows, or where it is not in use."""
        began = next((stay.began for stay in self.stays if stay.phase == REUSE and stay.began), "")
        first = year_of(began) if began else min((one.year for one in self.uptake), default=None)
        return first if self.phase == REUSE else None

    @property
    def latest_uptake(self) -> tuple[Uptake, ...]:
        """The counts of the last year that was counted; several when sources or territories differ."""
        last = max((one.year for one in self.uptake), default=None)
        return tuple(one for one in self.uptake if one.year == last)


def for_lines(transfers: QuerySet[Any]) -> QuerySet[Any]:
    """With all a line reads: nine more queries, however many."""
    uptake = TransferFigure.objects.filter(aspect=TransferFigure.Aspect.UPTAKE, value__isnull=False).select_related("source")
    parts: list[Any] = [
        "texts",
        "stays",
        Prefetch("practices", Practice.objects.public().only("pk")),
        Prefetch("follows", Transfer.objects.public().only("pk")),
        Prefetch("origins", Territory.objects.only("pk")),
        Prefetch("territories", Territory.objects.only("pk")),
        Prefetch("pilots", Pilot.objects.only("pk", "transfer_id", "began", "ended")),
        Prefetch("steps", Step.objects.only("pk", "transfer_id", "happened")),
        Prefetch("figures", uptake),
    ]
    return transfers.prefetch_related(*parts)


def lines_of(transfers: Iterable[Any]) -> tuple[TransferLine, ...]:
    return tuple(_line(transfer) for transfer in transfers)


def stays_of(transfer: Transfer) -> tuple[Stay, ...]:
    return tuple(Stay(row.phase, row.began, row.ended, row.due_on) for row in transfer.stays.all())


def _line(transfer: Any) -> TransferLine:
    stays = stays_of(transfer)
    uptake = tuple(
        Uptake(row.year, row.plain_value, row.measure_id, row.scope_id, row)
        for row in sorted(transfer.figures.all(), key=lambda row: (row.year or 0, row.pk))
        if row.year is not None
    )
    pilots = tuple(sorted(row.began or row.ended for row in transfer.pilots.all() if row.began or row.ended))
    told = [moment for stay in stays for moment in (stay.began, stay.ended)]
    told += [*pilots, *(step.happened for step in transfer.steps.all()), *(str(one.year) for one in uptake), transfer.stopped_on or ""]
    return TransferLine(
        id=transfer.pk,
        code=transfer.code,
        texts=tuple(transfer.texts.all()),
        practices=tuple(row.pk for row in transfer.practices.all()),
        follows=tuple(row.pk for row in transfer.follows.all()),
        result=transfer.result_id,
        origin=transfer.origin_id,
        origin_name=transfer.origin_name,
        destination=transfer.destination_id,
        destination_name=transfer.destination_name,
        origins=tuple(row.pk for row in transfer.origins.all()),
        territories=tuple(row.pk for row in transfer.territories.all()),
        trigger=transfer.trigger,
        phase=transfer.phase,
        stopped_on=transfer.stopped_on or "",
        stop_reason=transfer.stop_reason,
        stays=stays,
        pilots=pilots,
        uptake=uptake,
        moments=tuple(moment for moment in told if moment),
    )
