"""What screens and the command line ask of the batches."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, cast
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cities.gather.intake.checking import Check
from cities.gather.intake.models import Batch, ColumnMapping, Item
from cities.gather.intake.parsing import Note
from cities.gather.intake.reading import MESSAGES

FAULTS: dict[str, Promise] = {
    **MESSAGES,
    "item-not-applied": _("Nothing was written, because “%(name)s” cannot be. Change or refuse this entry, then apply the import again."),
    "not-applied": _(
        "Nothing was written: something went wrong. Apply the import again; if that does not help, ask whoever runs this site."
    ),
}


@dataclass(frozen=True)
class BatchCounts:
    """Items of a batch by what they would do, and by what is decided."""

    actions: dict[str, int]
    undecided: int
    applicable: int

    @property
    def total(self) -> int:
        return sum(self.actions.values())


def batch_counts(batch: Batch) -> BatchCounts:
    """Two queries."""
    counted = dict(batch.items.order_by().values_list("action").annotate(Count("pk")))
    totals = batch.items.aggregate(
        undecided=Count("pk", filter=Q(action=Item.Action.DOUBTFUL, decision=Item.Decision.WAITING)),
        applicable=Count("pk", filter=applicable()),
    )
    return BatchCounts({action: counted.get(action, 0) for action in Item.Action.values}, totals["undecided"], totals["applicable"])


@dataclass(frozen=True)
class OutcomeCounts:
    created: int
    updated: int
    kept: int


def outcome_counts(batch: Batch) -> OutcomeCounts:
    """What came of a batch, in items; one query."""
    counted = dict(batch.items.order_by().values_list("outcome").annotate(Count("pk")))
    return OutcomeCounts(counted.get(Item.Outcome.CREATED, 0), counted.get(Item.Outcome.UPDATED, 0), counted.get(Item.Outcome.KEPT, 0))


def applicable() -> Q:
    """Items that applying acts on as things stand."""
    by_itself = Q(decision=Item.Decision.WAITING, action__in=[Item.Action.NEW, Item.Action.CHANGED])
    return by_itself | (Q(decision=Item.Decision.ACCEPTED) & ~Q(action=Item.Action.REJECTED))


def items_shown(batch: Batch, *, action: str = "", query: str = "", decision: str = "") -> QuerySet[Item]:
    """Items for the review list, narrowed."""
    items = batch.items.defer("before", "private_addresses")
    if action in Item.Action.values:
        items = items.filter(action=action)
    if decision in Item.Decision.values:
        items = items.filter(decision=decision)
    return items.filter(name__icontains=query) if query else items


def batch_fault(batch: Batch) -> str:
    """What stopped it, in the reader's language; empty when nothing did."""
    return str(FAULTS[batch.fault["code"]]) % batch.fault["params"] if batch.fault else ""


def batch_checks(batch: Batch) -> list[Check]:
    return [Check(row["code"], row["printed"], row["counted"], row.get("params", {}), tuple(row.get("lines", ()))) for row in batch.checks]


def item_notes(item: Item) -> list[str]:
    """What was odd about the entry, in the reader's language."""
    return [str(Note(row["code"], row.get("params", {}))) for row in item.notes]


def item_reasons(item: Item) -> list[str]:
    """Why the entry is proposed as it is, in the reader's language."""
    return [str(Note(row["code"], row.get("params", {}))) for row in item.reasons]


def next_undecided(item: Item) -> Item | None:
    """The next line that waits for a word: doubtful ones first, then what follows in the document."""
    waiting = (
        item.batch.items.filter(decision=Item.Decision.WAITING)
        .exclude(action__in=[Item.Action.SAME, Item.Action.REJECTED])
        .exclude(pk=item.pk)
    )
    doubtful = waiting.filter(action=Item.Action.DOUBTFUL)
    after = doubtful if item.action == Item.Action.DOUBTFUL else waiting
    return after.filter(position__gt=item.position).first() or doubtful.first() or waiting.first()


def last_written(ids: Collection[UUID]) -> dict[UUID, dict[str, Any]]:
    """What the last import that stands wrote to each record."""
    items = (
        Item.objects.filter(
            record_id__in=list(ids), batch__state=Batch.State.APPLIED, outcome__in=[Item.Outcome.CREATED, Item.Outcome.UPDATED]
        )
        .order_by("batch_id", "position")
        .values_list("record_id", "entry", "outcome", "taken")
    )
    written: dict[UUID, dict[str, Any]] = {}
    for record_id, entry, outcome, taken in items:
        said = {**entry, **entry.get("facts", {})}
        fields = said if outcome == Item.Outcome.CREATED else {name: said.get(name) for name in taken}
        written.setdefault(cast("UUID", record_id), {}).update(fields)
    return written


def settled_statements(fingerprints: Collection[str]) -> set[tuple[str, UUID]]:
    """Statements that somebody has dealt with for a record, as (fingerprint, record): they need no second decision."""
    rows = Item.objects.filter(fingerprint__in=list(fingerprints), batch__state=Batch.State.APPLIED, record_id__isnull=False)
    return {(fingerprint, record_id) for fingerprint, record_id in rows.values_list("fingerprint", "record_id") if record_id}


def remembered_columns(signature: str) -> ColumnMapping | None:
    """The last word on tables with this header, whichever kind of record it was for."""
    return ColumnMapping.objects.filter(signature=signature).order_by("-updated_at").first()
