"""Answers of a campaign counted: one query for the sheets, the rest is arithmetic."""

import gc
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import TextField
from django.db.models.functions import Cast
from pydantic_core import from_json

from cities.commons.instruments.definition import Definition, ItemDefinition
from cities.commons.instruments.models import AnswerSheet
from cities.commons.instruments.queries import definition_of
from cities.commons.instruments.tallies import Column, Cross, Document, Tally, columns, cross, tally
from cities.gather.surveys.models import Campaign

# What sheets can be grouped by, beside the campaign before.
GROUPINGS = ("region", "kind", "category", "language")


@dataclass(frozen=True, slots=True)
class Sheets:
    """The submitted sheets of a campaign side by side: the n-th entry of each list belongs to the n-th sheet."""

    ids: tuple[UUID, ...]
    documents: tuple[Document, ...]
    groups: Mapping[str, tuple[str, ...]]

    def __len__(self) -> int:
        return len(self.ids)


@dataclass(frozen=True)
class Results:
    """Every item of a campaign counted."""

    campaign: Campaign
    definition: Definition
    sheets: Sheets
    columns: Mapping[str, Column]
    tallies: Mapping[str, Tally]

    def cross(self, item: ItemDefinition, grouping: str) -> Cross:
        return cross(item, self.columns[item.code], self.sheets.groups[grouping])


def submitted_sheets(campaign: Campaign, *, is_sample: bool = False) -> Sheets:
    """Those submitted in the campaign, one query; made-up ones alone or not at all. What was submitted after it closed does not count."""
    asked = campaign.respondents.filter(sheet__state=AnswerSheet.State.SUBMITTED, is_sample=is_sample, sheet__is_sample=is_sample)
    if campaign.closed_at is not None and not is_sample:
        asked = asked.filter(sheet__submitted_at__lte=campaign.closed_at)
    facts = ("sheet_id", "region", "kind", "category", "sheet__language")
    # As text: reading JSON ourselves takes half the time of Django's field.
    rows = list(asked.order_by("pk").annotate(document=Cast("sheet__frozen", TextField())).values_list(*facts, "document"))
    ids, region, kind, category, language, documents = zip(*rows, strict=True) if rows else ((),) * 6
    groups = {"region": region, "kind": kind, "category": category, "language": language}
    return Sheets(ids, tuple(from_json(document) for document in documents), groups)


def results(campaign: Campaign, *, is_sample: bool = False) -> Results:
    """One query; a few more for an instrument this process has not read before."""
    definition = definition_of(campaign.version)
    with _uncollected():
        sheets = submitted_sheets(campaign, is_sample=is_sample)
        found = columns(definition, sheets.documents)
        tallies = {item.code: tally(item, found[item.code]) for item in definition.items if item.code in found}
    return Results(campaign, definition, sheets, found, tallies)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without looking for rubbish meanwhile: half a million answers are none, and looking them through takes longer than counting them."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def theme_tally(campaign: Campaign, item_code: str, sheets: Sheets) -> Tally | None:
    """How many answers to an open question speak of each theme; None while nothing is sorted. Two queries."""
    themes = [theme.code for theme in campaign.themes.filter(item_code=item_code)]
    coded = _coded(campaign, item_code, set(sheets.ids))
    if not themes or not coded:
        return None
    counts = {code: sum(1 for spoken in coded.values() if code in spoken) for code in themes}
    return Tally(answered=len(coded), not_applicable=0, no_answer=0, not_asked=0, counts=counts)


def _coded(campaign: Campaign, item_code: str, known: set[UUID]) -> dict[tuple[Any, int], set[str]]:
    rows: Sequence[tuple[UUID, int, str]] = list(
        campaign.themes.filter(item_code=item_code, codings__isnull=False).values_list("codings__sheet", "codings__repetition", "code")
    )
    coded: dict[tuple[Any, int], set[str]] = {}
    for sheet, repetition, theme in rows:
        if sheet in known:
            coded.setdefault((sheet, repetition), set()).add(theme)
    return coded
