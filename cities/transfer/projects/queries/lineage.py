"""Where practices have travelled: which transfer came from which practice or transfer. Only what is public."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from cities.commons.practices.models import Practice
from cities.transfer.projects.models import Transfer
from cities.transfer.projects.queries.lines import TransferLine, for_lines, lines_of

PracticeLink = Transfer.practices.through
FollowLink = Transfer.follows.through


@dataclass(frozen=True)
class Origin:
    """A practice others took up. `started` as a year, None where nobody knows."""

    id: UUID
    code: str
    started: int | None
    is_running: bool
    territories: tuple[UUID, ...]


@dataclass(frozen=True)
class Lineage:
    """Transfers that hang together, with the practices they began from, by id."""

    origins: tuple[Origin, ...]
    transfers: tuple[TransferLine, ...]

    def parents(self, transfer: TransferLine) -> tuple[UUID, ...]:
        """What it came from, first what it came from first: the transfer it follows that carries its practice, else the practice."""
        by_result = {other.result: other.id for other in self.transfers if other.result and other.id != transfer.id}
        known = {other.id for other in self.transfers} | {origin.id for origin in self.origins}
        came_from = [by_result.get(practice, practice) for practice in transfer.practices]
        return tuple(key for key in dict.fromkeys([*came_from, *transfer.follows]) if key in known and key != transfer.id)


def transfers_of_practice(practice: Practice) -> bool:
    """Whether anything public began from it or became it: one query."""
    public = Transfer.objects.public()
    from_it = PracticeLink.objects.filter(practice=practice.pk).values("transfer")
    return bool(public.filter(Q(pk__in=from_it) | Q(result=practice.pk)).exists())


def lineage_of(*, practice: UUID | None = None, transfer: UUID | None = None) -> Lineage | None:
    """All that hangs together with a public practice or transfer: sixteen queries, four when nothing does."""
    if practice and not Practice.objects.public().filter(pk=practice).exists():
        return None
    groups = _groups()
    wanted = practice or transfer
    keys = next((group for group in groups if wanted in group), None)
    return _lineage(keys) if keys else None


def lineages() -> Lineage:
    """All public transfers of the network at once: the same queries."""
    return _lineage({key for group in _groups() for key in group})


def _groups() -> list[set[UUID]]:
    """Ids of practices and transfers that hang together, from the rows alone: three queries."""
    rows = list(Transfer.objects.public().order_by("created_at", "pk").values_list("pk", "result_id"))
    public = {key for key, _result in rows}
    links: dict[UUID, set[UUID]] = defaultdict(set)
    pairs: list[tuple[UUID, UUID]] = [(key, result) for key, result in rows if result]
    pairs += list(PracticeLink.objects.filter(transfer__in=public).values_list("transfer_id", "practice_id"))
    pairs += list(
        FollowLink.objects.filter(from_transfer__in=public, to_transfer__in=public).values_list("from_transfer_id", "to_transfer_id")
    )
    for one, other in pairs:
        links[one].add(other)
        links[other].add(one)
    groups, seen = [], set[UUID]()
    for key, _result in rows:
        if key not in seen:
            groups.append(_reached(key, links))
            seen |= groups[-1]
    return groups


def _reached(start: UUID, links: dict[UUID, set[UUID]]) -> set[UUID]:
    reached, waiting = {start}, [start]
    while waiting:
        new = links[waiting.pop()] - reached
        reached |= new
        waiting += new
    return reached


def _lineage(keys: Iterable[UUID]) -> Lineage:
    wanted = set(keys)
    transfers = lines_of(for_lines(Transfer.objects.public().filter(pk__in=wanted)))
    results = {transfer.result for transfer in transfers if transfer.result}
    begun = {practice for transfer in transfers for practice in transfer.practices} - results
    practices = Practice.objects.public().filter(pk__in=begun).order_by("started", "code").prefetch_related("territories")
    origins = tuple(
        Origin(row.pk, row.code, row.started, row.ended is None, tuple(place.pk for place in row.territories.all())) for row in practices
    )
    return Lineage(origins, transfers)
