"""Where the review of a record stands."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from wagtail.models import WorkflowState

from cities.core.models import Record


@dataclass(frozen=True)
class Review:
    """`waiting` for a reviewer, or `asked`: the reviewer wants it changed and says why. `since` is when it came to that."""

    state: str
    comment: str
    since: datetime | None


def reviews(model: type[Record], keys: Iterable[Any]) -> dict[str, Review]:
    """The reviews under way of these records, by their key as text: one query."""
    kind = ContentType.objects.get_for_model(model, for_concrete_model=False)
    running = WorkflowState.objects.active().filter(base_content_type=kind, object_id__in=[str(key) for key in keys])
    return {state.object_id: _review(state) for state in running.select_related("current_task_state")}


def review_of(record: Record) -> Review | None:
    return reviews(type(record), [record.pk]).get(str(record.pk))


def _review(state: WorkflowState) -> Review:
    task = state.current_task_state
    if state.status == WorkflowState.STATUS_NEEDS_CHANGES:
        return Review("asked", task.comment if task else "", (task.finished_at if task else None) or state.created_at)
    return Review("waiting", "", task.started_at if task else state.created_at)
