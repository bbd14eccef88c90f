"""How the network's transfers stand: for the coordinators, and the counts readers see."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count

from cities.commons.members.models import Membership, Organisation
from cities.commons.places.queries import Places
from cities.commons.practices.models import Practice
from cities.transfer.needs.models import Need
from cities.transfer.projects.models import Agreement, Milestone, Side, Transfer
from cities.transfer.projects.phases import Stay, due_day, is_late
from cities.transfer.projects.queries.lines import TransferLine, stays_of


@dataclass(frozen=True)
class Standing:
    """Where one transfer stands. `overdue` counts milestones past their day; `waits_for` are the sides that have not agreed."""

    id: UUID
    code: str
    title: str
    phase: str
    stopped_on: str
    stop_reason: str
    is_public: bool
    due_on: date | None
    is_late: bool
    overdue: int
    waits_for: tuple[str, ...]
    territories: tuple[UUID, ...]
    origins: tuple[UUID, ...]
    changed_on: date


@dataclass(frozen=True)
class Flow:
    """How many transfers went from one group to another (world regions, languages)."""

    start: str
    end: str
    count: int


@dataclass(frozen=True)
class Blind:
    """A region, with its members, practices and open needs; `given` and `taken` transfers. Blind where there are members and neither."""

    region: str
    members: int
    practices: int
    needs: int
    given: int
    taken: int

    @property
    def is_blind(self) -> bool:
        return self.members > 0 and not self.given and not self.taken


def standings(*, today: date) -> tuple[Standing, ...]:
    """Every transfer, also those a side no longer wants readers to see, late ones first: seven queries."""
    rows = Transfer.objects.select_related("latest_revision")
    found = list(rows.prefetch_related("stays", "territories", "origins", "texts").order_by("-updated_at", "pk"))
    overdue = Counter(Milestone.objects.filter(done_on__isnull=True, due_on__lt=today).values_list("transfer_id", flat=True))
    agreed = set(Agreement.objects.filter(withdrawn_at__isnull=True).values_list("transfer_id", "side"))
    told = [standing_of(row, overdue=overdue[row.pk], agreed=agreed, today=today) for row in found]
    return tuple(sorted(told, key=lambda one: (not one.is_late, not one.overdue, one.due_on or date.max)))


def standing_of(transfer: Transfer, *, overdue: int, agreed: set[tuple[UUID, str]], today: date) -> Standing:
    stay: Stay | None = next((stay for stay in stays_of(transfer) if stay.phase == transfer.phase), None)
    is_running = not transfer.is_stopped
    revision = transfer.latest_revision
    return Standing(
        id=transfer.pk,
        code=transfer.code,
        title=revision.object_str if revision and transfer.has_unpublished_changes else str(transfer),
        phase=transfer.phase,
        stopped_on=transfer.stopped_on or "",
        stop_reason=transfer.stop_reason,
        is_public=transfer.is_public,
        due_on=due_day(stay) if stay and is_running and not stay.ended else None,
        is_late=stay is not None and is_running and is_late(stay, today=today),
        overdue=overdue if is_running else 0,
        waits_for=tuple(side for side in Side.values if (transfer.pk, side) not in agreed),
        territories=tuple(place.pk for place in transfer.territories.all()),
        origins=tuple(place.pk for place in transfer.origins.all()),
        changed_on=transfer.updated_at.date(),
    )


def adoption_by_year(transfers: Iterable[TransferLine]) -> tuple[tuple[int, int, int], ...]:
    """For each year since the first: transfers begun by then, and those with the practice in use by then."""
    begun, used = Counter[int](), Counter[int]()
    for line in transfers:
        if line.began is not None:
            begun[int(line.began)] += 1
        if line.in_use_since is not None:
            used[line.in_use_since] += 1
    if not begun:
        return ()
    first, last = min(begun), max([*begun, *used])
    years, so_far = list[tuple[int, int, int]](), [0, 0]
    for year in range(first, last + 1):
        so_far = [so_far[0] + begun[year], so_far[1] + used[year]]
        years.append((year, so_far[0], so_far[1]))
    return tuple(years)


def flows(
    transfers: Iterable[TransferLine], *, starts: Mapping[UUID, tuple[str, ...]], ends: Mapping[UUID, tuple[str, ...]]
) -> tuple[Flow, ...]:
    """Counted once for each pair of groups a transfer joins; the most travelled first."""
    counted = Counter((start, end) for line in transfers for start in starts.get(line.id, ()) for end in ends.get(line.id, ()))
    return tuple(Flow(start, end, count) for (start, end), count in sorted(counted.items(), key=lambda item: (-item[1], item[0])))


def blind_spots(transfers: Iterable[TransferLine], *, places: Places) -> tuple[Blind, ...]:
    """World regions, those nothing reaches first: three queries."""
    given, taken = Counter[str](), Counter[str]()
    for line in transfers:
        given.update({place.region for place in places.known(line.origins)})
        taken.update({place.region for place in places.known(line.territories)})
    running = Membership.objects.filter(until__isnull=True).values("organisation")
    organisations = Organisation.objects.public().filter(pk__in=running)
    members = _by_region(Organisation.territories.through, "organisation", records=organisations, places=places)
    practices = _by_region(Practice.territories.through, "practice", records=Practice.objects.public(), places=places)
    needs = Counter(
        place.region
        for organisation in Need.objects.open().values_list("organisation__seat", flat=True)
        for place in places.known([organisation] if organisation else [])
    )
    told = [
        Blind(
            region.code, len(members[region.code]), len(practices[region.code]), needs[region.code], given[region.code], taken[region.code]
        )
        for region in places.regions()
    ]
    return tuple(sorted(told, key=lambda one: (not one.is_blind, one.given + one.taken, -one.members)))


def practices_without_transfer() -> int:
    """Public practices nobody is known to have taken up: one query."""
    used = Transfer.practices.through.objects.filter(transfer__in=Transfer.objects.public()).values("practice")
    return int(Practice.objects.public().exclude(pk__in=used).aggregate(count=Count("pk"))["count"])


def _by_region(links: Any, owner: str, *, records: Any, places: Places) -> dict[str, set[Any]]:
    found: dict[str, set[Any]] = defaultdict(set)
    for record, territory in links._default_manager.filter(**{f"{owner}__in": records}).values_list(f"{owner}_id", "territory_id"):
        for place in places.known([territory]):
            found[place.region].add(record)
    return found
