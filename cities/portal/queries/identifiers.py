"""What stands behind a permanent identifier, and every page there is."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from cities.commons.members.models import Organisation
from cities.commons.places.models import Territory
from cities.commons.practices.models import Practice
from cities.commons.resources.models import Resource
from cities.commons.vocabulary.models import Concept
from cities.core.models import Record
from cities.editions.models import Edition
from cities.portal.queries.found import TOPIC_SCHEMES
from cities.transfer.advice.models import Engagement
from cities.transfer.comparisons.models import Comparison
from cities.transfer.projects.models import Transfer

RECORDS: tuple[type[Record], ...] = (Practice, Organisation, Resource, Transfer, Engagement)
PLAIN_PAGES = (
    "home",
    "library",
    "directory",
    "resources",
    "transfers",
    "engagements",
    "comparisons",
    "topics",
    "territories",
    "editions",
    "kits",
    "about",
    "accessibility",
    "privacy",
)


@dataclass(frozen=True)
class Identified:
    """The page to go to, or the withdrawn record."""

    page: str = ""
    arguments: tuple[str, ...] = ()
    withdrawn: Record | None = None


@dataclass(frozen=True)
class SitemapPage:
    name: str
    arguments: tuple[str, ...] = ()
    changed_at: datetime | None = None


def identified(identifier: UUID) -> Identified | None:
    """What is public or was; a draft is nobody's business. Seven queries at most."""
    for model in RECORDS:
        record = model.objects.filter(pk=identifier).first()
        if record is not None:
            return _record(record)
    edition = Edition.objects.public().filter(pk=identifier).values_list("kind", "code").first()
    if edition:
        return Identified(_page_of(edition[0]), (edition[1],))
    comparison = Comparison.objects.public().filter(pk=identifier).values_list("code", flat=True).first()
    if comparison:
        return Identified("portal:comparison", (comparison,))
    territory = Territory.objects.filter(pk=identifier).values_list("code", flat=True).first()
    if territory:
        return Identified("portal:territory", (territory,))
    concept = Concept.objects.filter(uuid=identifier, scheme__in=TOPIC_SCHEMES).values_list("scheme", "code").first()
    return Identified("portal:topic", concept) if concept else None


def _page_of(kind: str) -> str:
    """Kits have pages of their own."""
    return "portal:kit" if kind == Edition.Kind.KIT else "portal:edition"


def sitemap_sizes() -> dict[str, int]:
    return {kind: pages().count() for kind, (pages, _) in _sitemaps().items()} | {"pages": len(PLAIN_PAGES)}


def sitemap_pages(kind: str, *, start: int, size: int) -> list[SitemapPage] | None:
    """One part of the pages of one kind; None for a kind there is not."""
    if kind == "pages":
        return [SitemapPage(f"portal:{name}") for name in PLAIN_PAGES]
    if kind not in _sitemaps():
        return None
    rows, as_page = _sitemaps()[kind]
    return [as_page(row) for row in rows()[start : start + size]]


def _record(record: Record) -> Identified | None:
    if record.is_public:
        return Identified(f"portal:{record.kind_code}", (record.code,))
    return Identified(withdrawn=record) if record.withdrawn_at else None


def _sitemaps() -> dict[str, tuple[Callable[[], QuerySet[Any, Any]], Callable[[Any], SitemapPage]]]:
    def of(model: type[Record]) -> tuple[Callable[[], QuerySet[Any, Any]], Callable[[Any], SitemapPage]]:
        return (
            lambda: model.objects.public().order_by("code").values_list("code", "updated_at"),
            lambda row: SitemapPage(f"portal:{model.kind_code}", (row[0],), row[1]),
        )

    return {
        **{f"{model.kind_code}s": of(model) for model in RECORDS},
        "editions": (
            lambda: Edition.objects.public().order_by("code").values_list("kind", "code", "published_at"),
            lambda row: SitemapPage(_page_of(row[0]), (row[1],), row[2]),
        ),
        "comparisons": (
            lambda: Comparison.objects.public().order_by("code").values_list("code", "updated_at"),
            lambda row: SitemapPage("portal:comparison", (row[0],), row[1]),
        ),
        "territories": (
            lambda: Territory.objects.exclude(kind=Territory.Kind.WORLD).order_by("code").values_list("code", "updated_at"),
            lambda row: SitemapPage("portal:territory", (row[0],), row[1]),
        ),
        "topics": (
            lambda: Concept.objects.of(*TOPIC_SCHEMES).order_by("key").values_list("scheme", "code", "updated_at"),
            lambda row: SitemapPage("portal:topic", (row[0], row[1]), row[2]),
        ),
    }
