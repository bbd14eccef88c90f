"""What waits for a person: counts that go to zero, each with its list."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from wagtail.models import Revision, TaskState, WorkflowState

from cities.core.models import Record
from cities.desk.queries.completeness import completeness_of
from cities.desk.queries.translations import RecordTexts, record_texts
from cities.desk.rules import RECORD_MODELS
from cities.gather.intake.models import Batch
from cities.gather.intake.rules import may_import
from cities.translation.completeness import Completeness
from cities.translation.models import TextState


@dataclass(frozen=True)
class Waiting:
    """How much of each there is. `silent` are records that say nothing in a language of the site; `unpublished` are drafts nobody
    saw yet, by kind."""

    reviews: int
    imports: int
    stale: int
    machine: int
    silent: int
    unpublished: Mapping[type[Record], int]


@dataclass(frozen=True)
class ThinRecord:
    """A record that lacks much."""

    record: Record
    completeness: Completeness


def waiting_for(user: Any) -> Waiting:
    known = [record for model in RECORD_MODELS for record in record_texts(model).values()]
    cards = [card for record in known for card in record.cards.values()]
    return Waiting(
        reviews=TaskState.objects.reviewable_by(user).count(),
        imports=Batch.objects.open().count() if may_import(user) else 0,
        stale=sum(1 for card in cards if card.stale),
        machine=sum(1 for card in cards if card.state == TextState.MACHINE),
        silent=sum(1 for record in known if silent_languages(record)),
        unpublished={
            model: model._default_manager.filter(live=False, withdrawn_at=None, first_published_at=None).count() for model in RECORD_MODELS
        },
    )


def silent_languages(record: RecordTexts) -> list[str]:
    """Languages of the site the record says nothing in."""
    return [code for code, _name in settings.LANGUAGES if code not in record.cards]


def thinnest_records(*, most: int) -> list[ThinRecord]:
    """The least complete of all kinds, withdrawn ones aside."""
    scores: Mapping[Any, Completeness] = {pk: found for model in RECORD_MODELS for pk, found in completeness_of(model).items()}
    ranked = sorted((pk for pk, found in scores.items() if found.missing), key=lambda pk: (scores[pk].percent, str(pk)))
    records = _records(ranked[: most * 3])
    return [ThinRecord(records[pk], scores[pk]) for pk in ranked if pk in records][:most]


def _records(keys: Iterable[Any]) -> dict[Any, Record]:
    wanted = list(keys)
    return {
        record.pk: record
        for model in RECORD_MODELS
        for record in model._default_manager.filter(pk__in=wanted, withdrawn_at=None).prefetch_related("texts")
    }


def in_review(model: type[Model]) -> set[str]:
    """Keys of records somebody has submitted and nobody has judged yet, as text."""
    kind = ContentType.objects.get_for_model(model, for_concrete_model=False)
    running = WorkflowState.objects.filter(status=WorkflowState.STATUS_IN_PROGRESS, base_content_type=kind)
    return set(running.values_list("object_id", flat=True))


def scheduled(model: type[Model]) -> set[str]:
    """Keys of records with a version that will be published by itself, as text."""
    kind = ContentType.objects.get_for_model(model, for_concrete_model=False)
    approved = Revision.objects.filter(content_type=kind, approved_go_live_at__isnull=False)
    return set(approved.values_list("object_id", flat=True))
