"""Titles and summaries of many records of several kinds at once."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.core.files.storage import default_storage
from django.db.models import CharField, F, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from cities.commons.members.models import Organisation, OrganisationText
from cities.commons.practices.models import Practice, PracticeText
from cities.commons.resources.models import Resource, ResourceText
from cities.core.models import Rendition
from cities.portal.queries.pictures import LIST_SIZES
from cities.transfer.advice.models import Engagement, EngagementText
from cities.transfer.projects.models import Transfer, TransferText
from cities.translation.models import TextState

# The texts of each kind, and which of their fields is the title.
TEXTS: dict[str, tuple[Any, str]] = {
    Organisation.kind_code: (OrganisationText, "name"),
    Practice.kind_code: (PracticeText, "title"),
    Resource.kind_code: (ResourceText, "title"),
    Transfer.kind_code: (TransferText, "title"),
    Engagement.kind_code: (EngagementText, "title"),
}


@dataclass(frozen=True)
class Line:
    """A text reduced to title and summary, as words_of reads it. Lists do not say what is behind its original."""

    language: str
    state: str
    title: str
    summary: str
    picture: str = ""
    made_from: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_original(self) -> bool:
        return self.state == TextState.ORIGINAL

    @property
    def picture_url(self) -> str:
        """Its small picture; empty when it has none, or none in this size yet."""
        return default_storage.url(self.picture) if self.picture else ""


def lines(ids: Mapping[str, list[UUID]]) -> dict[UUID, list[Line]]:
    """Every language of these records, by record, each with the small picture of the record: one query, whatever their kinds."""
    found: dict[UUID, list[Line]] = defaultdict(list)
    for record, *words in union(_lines(kind, wanted) for kind, wanted in ids.items() if wanted):
        found[record].append(Line(*words))
    return found


def union(queries: Iterable[QuerySet[Any, Any]]) -> list[Any]:
    """The rows of all; no query when there is none to ask."""
    parts = list(queries)
    if len(parts) < 2:
        return [row for part in parts for row in part]
    return list(parts[0].union(*parts[1:], all=True))


def _lines(kind: str, ids: list[UUID]) -> QuerySet[Any, Any]:
    model, title = TEXTS[kind]
    found: QuerySet[Any, Any] = (
        model.objects.filter(record_id__in=ids)
        .order_by()
        .annotate(line_title=F(title), line_summary=F("summary"), line_picture=_picture(kind))
        .values_list("record_id", "language", "state", "line_title", "line_summary", "line_picture")
    )
    return found


def _picture(kind: str) -> Coalesce | Value:
    """The file of the newest small version: an older one may stand for another part of the same picture."""
    nothing = Value("", output_field=CharField())
    if kind not in LIST_SIZES:
        return nothing
    sizes = Rendition.objects.filter(image=OuterRef("record__image"), filter_spec=LIST_SIZES[kind]).order_by("-pk")
    return Coalesce(Subquery(sizes.values("file")[:1], output_field=CharField()), nothing)
