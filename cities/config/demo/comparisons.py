"""A comparison of the demo network, published: urban commons side by side, each cell with its source, what no source says left open."""

from typing import Any

from django.db import transaction

from cities.commons.instruments.actions import Change
from cities.commons.instruments.answering import Said
from cities.commons.practices.models import Practice
from cities.config.demo.reading import Entry
from cities.provenance.models import Source
from cities.transfer.comparisons.actions import (
    Known,
    SourceChange,
    begin_comparison,
    choose_subjects,
    fill_cells,
    publish,
    ready_grid,
    translate_cell,
    write_words,
)
from cities.transfer.comparisons.models import Comparison, Subject


@transaction.atomic
def load_comparisons(data: Entry) -> int:
    """Make and publish it if it is not there yet; returns how many are new."""
    if Comparison.objects.filter(code=data["code"]).exists():
        return 0
    original = data["original"]
    texts = data["texts"]
    version = ready_grid(by=None)
    comparison = begin_comparison(version, kind="practice", title=texts[original]["title"], language=original, by=None)
    comparison.code = data["code"]
    comparison.save()
    for language in sorted(texts, key=lambda tag: tag != original):
        write_words(comparison, language, texts[language], by=None)
    practices = {practice.code: practice for practice in Practice.objects.filter(code__in=data["practices"])}
    subjects = choose_subjects(comparison, [practices[code].pk for code in data["practices"]], by=None)
    for code, subject in zip(data["practices"], subjects, strict=True):
        _fill(subject, [cell for cell in data["cells"] if cell["practice"] == code], language=original)
    publish(comparison, by=None)
    return 1


def _fill(subject: Subject, cells: list[dict[str, Any]], *, language: str) -> None:
    sources = Source.objects.in_bulk([cell["source"] for cell in cells], field_name="code")
    changes = [Change(cell["item"], Said(cell.get("value"), cell.get("absence", ""))) for cell in cells]
    known = [SourceChange(cell["item"], _known(sources[cell["source"]], cell.get("locator", ""))) for cell in cells]
    fill_cells(subject, changes, known, by=None, language=language)
    for cell in cells:
        for tongue in ("fr", "es"):
            if tongue in cell:
                translate_cell(subject, cell["item"], language=tongue, words=cell[tongue], by=None)


def _known(source: Source, locator: str) -> Known:
    return Known(source.title, source.url, locator)
