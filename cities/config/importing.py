"""`cities import` for people: one call, one report."""

from pathlib import Path
from typing import Any

import click
from django.conf import settings

from cities.gather.intake.actions import BatchNotOpen, Wishes
from cities.gather.intake.exports import run_import, undo_import
from cities.gather.intake.models import Batch, RecordKind
from cities.gather.intake.parsing import all_profiles
from cities.gather.intake.reading import UnreadableDocument


def wishes(*, profile: str, kind: str, language: str) -> Wishes:
    """What was said about the document; a word nobody knows ends with those that are known."""
    _require_known("--profile", profile, [known.name for known in all_profiles()])
    _require_known("--kind", kind, list(RecordKind.values))
    _require_known("--lang", language, list(settings.TEXT_LANGUAGES))
    return Wishes(kind=kind, profile=profile, language=language)


def run(file: Path | None, *, undone: int | None, apply_now: bool, wishes: Wishes) -> dict[str, Any]:
    """Stage a file, or take a batch back; what cannot be done ends with a sentence that says why."""
    try:
        if undone is not None:
            return undo_import(undone)
        if file is None:
            raise click.UsageError("Give a FILE, or --undo BATCH.")
        return run_import(file, wishes=wishes, apply=apply_now)
    except UnreadableDocument as error:
        raise click.ClickException(str(error)) from error
    except Batch.DoesNotExist as error:
        raise click.ClickException(f"There is no import {undone}.") from error
    except BatchNotOpen as error:
        raise click.ClickException(f"This import cannot be changed any more: {error}") from error


def describe_import(report: dict[str, Any]) -> str:
    """The report in a few lines: counts, what is doubtful, what the document says against itself."""
    doubtful = [item for item in report["items"] if item["action"] in ("doubtful", "rejected")]
    lines = [
        f"Import {report['batch']}: {report['document']}, {report['state']}",
        "  " + ", ".join(f"{count} {action}" for action, count in report["counts"].items()),
        *(f"  {item['action']}: {item['record']['name']} (line {item['source']['line']}): {'; '.join(item['notes'])}" for item in doubtful),
        *(
            f"  check: {check['what']}: printed {check['printed']}, counted {check['counted']}. {check['note']}"
            for check in report["checks"]
        ),
    ]
    return "\n".join(lines)


def _require_known(option: str, given: str, known: list[str]) -> None:
    if given and given not in known:
        raise click.UsageError(f"{option}: there is no “{given}”. Known: {', '.join(known)}.")
