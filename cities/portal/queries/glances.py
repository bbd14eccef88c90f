"""Records as they appear on the pages of others: a title that leads to them."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import CharField, Value
from django.urls import reverse

from cities.core.models import RecordQuerySet
from cities.portal.queries.lines import lines, union
from cities.portal.reading import Words, words_of


@dataclass(frozen=True)
class Glance:
    """What a link to a record says."""

    id: UUID
    kind: str
    code: str
    title: Words
    summary: Words | None

    @property
    def url(self) -> str:
        return reverse(f"portal:{self.kind}", args=[self.code])


def glances(wanted: Iterable[RecordQuerySet], *, language: str) -> dict[UUID, Glance]:
    """The public ones of these records, by id, in two queries whatever their kinds."""
    found = union(
        records.public()
        .order_by()
        .annotate(glance_kind=Value(records.model.kind_code, output_field=CharField()))
        .values_list("glance_kind", "pk", "code")
        for records in wanted
    )
    ids: dict[str, list[UUID]] = {}
    for kind, pk, _code in found:
        ids.setdefault(kind, []).append(pk)
    texts = lines(ids)
    result = {}
    for kind, pk, code in found:
        title = words_of(texts.get(pk, ()), "title", language=language)
        if title:
            result[pk] = Glance(pk, kind, code, title, words_of(texts[pk], "summary", language=language))
    return result


def of_kind(found: dict[UUID, Glance], kind: str) -> tuple[Glance, ...]:
    return tuple(glance for glance in found.values() if glance.kind == kind)
