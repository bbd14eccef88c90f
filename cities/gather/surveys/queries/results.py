"""Answers of a campaign counted: one query for the sheets, the rest is arithmetic."""

import gc
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from uuid import UUID

from django.db.models import TextField
from django.db.models.functions import Cast
from pydantic_core import from_json

from cities.commons.instruments.definition import Definition, ItemDefinition
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
    """Those submitted in the campaign, one query; made-up ones alone or not at all."""
    asked = campaign.respondents.counted(is_sample=is_sample)
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
