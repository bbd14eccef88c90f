"""Engagements as the API shows them."""

from typing import Any

from django.urls import reverse

from cities.api.mapping.addresses import permanent_address, whole_address
from cities.api.mapping.references import concept_references, known_record
from cities.api.mapping.texts import full_texts
from cities.api.queries.advice import EngagementPage
from cities.api.schemas.advice import Engagement, EngagementList, EngagementRecord, Output
from cities.api.schemas.words import EngagementText


def engagement_list(page: EngagementPage) -> EngagementList:
    return EngagementList(total=page.total, results=[Engagement(**_told(row, page)) for row in page.engagements])


def engagement_record(page: EngagementPage) -> EngagementRecord:
    (row,) = page.engagements
    return EngagementRecord(**_told(row, page), texts=full_texts(EngagementText, list(row.texts.all())))


def _told(row: Any, page: EngagementPage) -> dict[str, Any]:
    text = row.best_text(page.language)
    known = (known_record(part.organisation_id, page.names) for part in row.shown_parts)
    return {
        "id": row.pk,
        "url": permanent_address(row.pk),
        "title": text.title,
        "language": text.language,
        "state": text.state,
        "kind": row.kind,
        "summary": text.summary,
        "organisations": [one for one in known if one is not None],
        "outputs": [_output(output, row, page) for output in row.shown_outputs],
        "published_at": row.last_published_at,
    }


def _output(output: Any, row: Any, page: EngagementPage) -> Output:
    kept = reverse("portal:engagement_output", args=[row.code, output.pk]) if output.file else ""
    address = whole_address(kept) if kept else output.url
    return Output(
        id=output.pk,
        kind=next(iter(concept_references([output.kind_id], page.names)), None),
        title=output.title,
        language=output.language or None,
        url=address or None,
    )
