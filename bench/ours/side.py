"""What our worker does besides answering visits."""

import time
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command

from bench.memory import peak_mebibytes
from bench.ours import network
from bench.static import collect_when_changed


def build(count: int) -> dict[str, Any]:
    Path(settings.MEDIA_ROOT).mkdir(parents=True, exist_ok=True)
    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    network.build_network(count)
    return {"practices": count}


def prepare() -> dict[str, Any]:
    collect_when_changed()
    return {}


def identifier(number: int) -> str:
    return str(network.identifier("practice", number))


def import_rows(path: str, *, with_revisions: bool) -> dict[str, Any]:
    """Stage a table and apply what is not doubtful, published at once; every record gets its revision, there is no way without."""
    assert with_revisions
    from cities.gather.intake.actions import apply_batch, stage_document
    from cities.gather.intake.queries import outcome_counts

    before, began, wall = peak_mebibytes(), time.process_time(), time.perf_counter()
    batch = stage_document(Path(path), by=None)
    staged = time.process_time()
    # Practices wait as drafts unless the reviewer ticks this; the plain pages are published, so ours are.
    batch.is_published_at_once = True
    batch.save(update_fields=["is_published_at_once"])
    batch = apply_batch(batch, by=None)
    applied, wall = time.process_time(), time.perf_counter() - wall
    counts = outcome_counts(batch)
    return {
        "rows": batch.entries_read,
        "steps": {"staged": staged - began, "applied": applied - staged},
        "wall": wall,
        "before": before,
        "peak": peak_mebibytes(),
        "outcomes": {"created": counts.created, "left to a person": counts.kept},
    }
