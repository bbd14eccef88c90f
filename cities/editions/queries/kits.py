"""Kits as pages and the desk ask for them: versions, what they hold, how often they were taken along."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db.models import Min, Sum

from cities.core.versions import Version, version
from cities.editions.models import ChosenCase, ChosenResource, ChosenTransfer, Edition
from cities.editions.queries.editions import published_kits
from cities.editions.queries.fronts import Front, fronts

WATCHED = "kits"


@dataclass(frozen=True)
class Downloads:
    """`lines` are kind, language and how often; `since` the first day there is a count of."""

    lines: tuple[tuple[str, str, int], ...]
    since: Any = None

    @property
    def total(self) -> int:
        return sum(count for _kind, _language, count in self.lines)


@dataclass(frozen=True)
class Holder:
    """A public kit that tells a record."""

    code: str
    front: Front


def newest_of(kit: Edition) -> Edition:
    """The last version begun, public or not."""
    return Edition.objects.filter(series=kit.series, kind=kit.kind).order_by("-version").first() or kit


def public_versions(kit: Edition) -> list[Edition]:
    """Those anyone may read, the newest first."""
    return list(Edition.objects.public().filter(series=kit.series, kind=kit.kind).order_by("-version"))


def newest_kits() -> dict[str, UUID]:
    """The newest public version of every kit, by its series: one query."""
    return dict(Edition.objects.public().filter(kind=Edition.Kind.KIT).order_by("version").values_list("series", "pk"))


def downloads_of(edition: Edition) -> Downloads:
    """Two queries."""
    counted = edition.downloads.order_by("kind", "language").values_list("kind", "language").annotate(times=Sum("count"))
    return Downloads(tuple(counted), edition.downloads.aggregate(first=Min("day"))["first"])


def gone_from(kit: Edition, language: str) -> tuple[str, ...]:
    """Names of what was chosen and is not public now: it is left out of what is frozen next. For the desk alone."""
    chosen = [
        *(each.practice for each in kit.cases.select_related("practice").prefetch_related("practice__texts")),
        *(each.transfer for each in kit.transfers.select_related("transfer").prefetch_related("transfer__texts")),
        *(each.resource for each in kit.resources.select_related("resource").prefetch_related("resource__texts")),
    ]
    return tuple(str(row.best_text(language) or row.code) for row in chosen if not row.is_public)


def kits_telling(record: UUID) -> tuple[Holder, ...]:
    """The newest public versions of kits that tell a practice, transfer or resource. Read once a process, anew when an edition changes."""
    return _holders(version(WATCHED)).get(record, ())


@lru_cache(maxsize=2)
def _holders(version: Version) -> Mapping[UUID, tuple[Holder, ...]]:
    """`version` is only there to make a changed edition a new call."""
    newest: dict[str, Edition] = {}
    for kit in published_kits().order_by("version"):
        newest[kit.series] = kit
    kits = {kit.pk: kit for kit in newest.values()}
    read = fronts(kits.values())
    found: dict[UUID, tuple[Holder, ...]] = {}
    for model, field in ((ChosenCase, "practice"), (ChosenTransfer, "transfer"), (ChosenResource, "resource")):
        rows = model._default_manager.filter(edition__in=kits).order_by("edition__code").values_list("edition", field)
        for kit, record in rows:
            found[record] = (*found.get(record, ()), Holder(kits[kit].code, read[kit]))
    return found
