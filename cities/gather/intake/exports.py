"""What the command line of imports takes and prints (docs/features/import.md)."""

from pathlib import Path
from typing import Any

from cities.accounts.models import User
from cities.commons.places.actions import load_shipped_territories
from cities.commons.vocabulary.actions import load_shipped_vocabularies
from cities.gather.intake import actions, queries
from cities.gather.intake.actions import NO_WISHES, Progress, Wishes
from cities.gather.intake.models import Batch, Item
from cities.gather.intake.parsing import Note

OF_MEMBERS = ("name", "acronym", "member_since", "city", "country", "region", "websites")
OF_PRACTICES = ("name", "started", "ended", "dated", "city", "country", "region", "websites")


def run_import(
    path: Path,
    *,
    wishes: Wishes = NO_WISHES,
    apply: bool = False,
    by: User | None = None,
    progress: Progress = lambda count: None,
) -> dict[str, Any]:
    """Stage a file and return its report; with `apply`, what is not doubtful becomes records too.

    Raises UnreadableDocument, whose text is for people.
    """
    load_shipped_vocabularies()
    load_shipped_territories()
    batch = actions.stage_document(path, wishes=wishes, by=by, progress=progress)
    if apply:
        batch = actions.apply_batch(batch, by=by)
    return batch_report(batch)


def undo_import(number: int, *, by: User | None = None) -> dict[str, Any]:
    """Take a batch back and return its report. Raises Batch.DoesNotExist and BatchNotOpen."""
    return batch_report(actions.undo_batch(Batch.objects.get(pk=number), by=by))


def batch_report(batch: Batch) -> dict[str, Any]:
    """All items in the order of the document, and every check; no private address."""
    outcomes = queries.outcome_counts(batch)
    return {
        "batch": batch.pk,
        "document": batch.document,
        "state": batch.state,
        "counts": {**queries.batch_counts(batch).actions, "created": outcomes.created, "updated": outcomes.updated},
        "items": [item_report(item, batch) for item in batch.items.defer("before", "private_addresses").iterator()],
        "checks": [
            {"what": check.what, "printed": check.printed, "counted": check.counted, "note": check.note, "lines": list(check.lines)}
            for check in queries.batch_checks(batch)
        ],
    }


def item_report(item: Item, batch: Batch) -> dict[str, Any]:
    fields = OF_MEMBERS if batch.kind == "member" else OF_PRACTICES
    place: dict[str, Any] = {"line": item.line} | ({"page": item.page} if item.page else {})
    return {
        "action": item.action,
        "record": {"kind": batch.kind, **{name: item.entry.get(name) for name in fields}},
        "source": {"document": batch.document, **place},
        "notes": [str(Note(row["code"], row.get("params", {}))) for row in (*item.reasons, *item.notes)],
    }
