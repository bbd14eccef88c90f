"""Records as they appear on the pages of others: a title that leads to them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import BooleanField, CharField, QuerySet, Value
from django.urls import reverse

from cities.core.models import RecordQuerySet
from cities.portal.queries.lines import lines, union
from cities.portal.reading import Words, words_of


@dataclass(frozen=True)
class Glance:
    """What a link to a record says. `is_near`: it is shown because it is alike, and nobody has said that it belongs here."""

    id: UUID
    kind: str
    code: str
    title: Words
    summary: Words | None
    is_near: bool = False

    @property
    def url(self) -> str:
        return reverse(f"portal:{self.kind}", args=[self.code])


def glances(wanted: Iterable[RecordQuerySet], *, language: str, near: Iterable[RecordQuerySet] = ()) -> dict[UUID, Glance]:
    """The public ones of these records, by id, in two queries whatever their kinds. One that is both wanted and near is wanted."""
    rows = union([*(_rows(records, is_near=False) for records in wanted), *(_rows(records, is_near=True) for records in near)])
    found = {pk: (kind, code, bool(is_near)) for kind, pk, code, is_near in sorted(rows, key=lambda row: not row[3])}
    ids: dict[str, list[UUID]] = {}
    for pk, (kind, _code, _is_near) in found.items():
        ids.setdefault(kind, []).append(pk)
    texts = lines(ids)
    result = {}
    for pk, (kind, code, is_near) in found.items():
        title = words_of(texts.get(pk, ()), "title", language=language)
        if title:
            result[pk] = Glance(pk, kind, code, title, words_of(texts[pk], "summary", language=language), is_near)
    return result


def of_kind(found: dict[UUID, Glance], kind: str) -> tuple[Glance, ...]:
    """Those of one kind that are wanted, not only near."""
    return tuple(glance for glance in found.values() if glance.kind == kind and not glance.is_near)


def _rows(records: RecordQuerySet, *, is_near: bool) -> QuerySet[Any, Any]:
    kind, near = Value(records.model.kind_code, CharField()), Value(is_near, BooleanField())
    shown: QuerySet[Any, Any] = records.public().order_by().annotate(glance_kind=kind, glance_near=near)
    return shown.values_list("glance_kind", "pk", "code", "glance_near")
