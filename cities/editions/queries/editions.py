"""Editions as the desk and the readers list them."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from cities.editions.models import Edition


@dataclass(frozen=True)
class EditionLine:
    edition: Edition
    title: str
    languages: tuple[str, ...]


def edition_lines(editions: "QuerySet[Edition] | list[Edition]", language: str) -> list[EditionLine]:
    """Two queries."""
    rows: Any = editions.prefetch_related("texts") if isinstance(editions, QuerySet) else editions
    return [EditionLine(row, text.title if (text := row.best_text(language)) else row.code, tuple(row.languages)) for row in rows]


def published_editions() -> QuerySet[Edition]:
    """The newest first; what was frozen is left where it is, for it may be megabytes."""
    return _frozen(Edition.objects.public()).order_by("-year", "-published_at", "code")


def published_kits() -> QuerySet[Edition]:
    """What was published last first."""
    return _frozen(Edition.objects.public()).filter(kind=Edition.Kind.KIT).order_by("-published_at", "code")


def edition_of(kind: str, year: int) -> Edition | None:
    """The edition of a kind and year: the published one, else the one in preparation."""
    return Edition.objects.filter(kind=kind, year=year).select_related("snapshot").order_by("-state", "-published_at", "code").first()


def _frozen(editions: QuerySet[Edition]) -> QuerySet[Edition]:
    return editions.select_related("snapshot").defer("snapshot__content")
