"""Answers as tables: a row a sheet, a column an item by its code, repeated groups in tables of their own.

Cells are codes and numbers, never labels: an export is the same whatever language it is asked for in. What was asked and not
answered says `no-answer` or `not-applicable`; an empty cell was not asked.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any

from cities.commons.instruments.definition import Definition, ItemDefinition
from cities.commons.instruments.models.answers import Publication
from cities.commons.instruments.tallies import Document
from cities.core.spreadsheets import Cell, Row
from cities.gather.surveys.models import Campaign
from cities.translation.digests import digest

NUMBERS = {"number", "whole-number", "money"}
WORDS = {"text", "long-text"}
WITHOUT_DATA = {"note", "repeat"}
# They say who answered, or are files nobody has looked through.
NOT_OPEN = {"organisation", "file"}
MAY_BE_OPEN = (Publication.NAMED, Publication.ANONYMOUS)
FACTS = ("sheet", "is_sample", "submitted_on", "language", "organisation", "organisation_name", "region", "kind", "category")


class For(StrEnum):
    """Who an export is for."""

    # Everything, with names.
    STAFF = "staff"
    # No organisation, nothing that tells who it is, and words only where whoever wrote them allows it.
    ANYONE = "anyone"


@dataclass(frozen=True, slots=True)
class Entry:
    """A submitted sheet with what is known of its respondent."""

    document: Document
    facts: Mapping[str, Cell]


def entries(campaign: Campaign, *, audience: For, is_sample: bool = False) -> list[Entry]:
    """Two queries, three with names. For anyone, in an order and under numbers that tell nothing."""
    asked = campaign.respondents.counted(is_sample=is_sample)
    if audience == For.ANYONE:
        rows = sorted(asked.values_list("sheet_id", "sheet__frozen"), key=lambda row: digest(str(row[0])))
        return [Entry(document or {}, {"sheet": number}) for number, (_sheet, document) in enumerate(rows, 1)]
    named = asked.select_related("sheet", "organisation").prefetch_related("organisation__texts").order_by("pk")
    return [Entry(each.sheet.frozen or {}, _facts(each)) for each in named if each.sheet is not None]


def answer_tables(definition: Definition, rows: Sequence[Entry], *, audience: For) -> dict[str, list[Row]]:
    """`answers`, then one table for each repeated group, under its code; each begins with its header."""
    top = [item for section in definition.sections for item in section.items]
    plain = [item for item in top if item.type not in WITHOUT_DATA and _is_given(item, audience)]
    facts = FACTS if audience == For.STAFF else ("sheet",)
    answers: list[Row] = [[*facts, *_headers(plain, audience)]]
    for entry in rows:
        given = entry.document.get("items") or {}
        answers.append([*(entry.facts.get(fact) for fact in facts), *_cells(plain, given, audience)])
    groups = {item.code: _group_table(item, rows, audience) for item in top if item.type == "repeat"}
    return {"answers": answers, **groups}


def _group_table(group: ItemDefinition, rows: Iterable[Entry], audience: For) -> list[Row]:
    items = [item for item in group.items if item.type not in WITHOUT_DATA and _is_given(item, audience)]
    table: list[Row] = [["sheet", "repetition", *_headers(items, audience)]]
    for entry in rows:
        repetitions = (entry.document.get("groups") or {}).get(group.code) or ()
        for number, given in enumerate(repetitions, 1):
            table.append([entry.facts.get("sheet"), number, *_cells(items, given, audience)])
    return table


def _is_given(item: ItemDefinition, audience: For) -> bool:
    return audience == For.STAFF or item.type not in NOT_OPEN


def _headers(items: Iterable[ItemDefinition], audience: For) -> Iterator[str]:
    for item in items:
        if item.type == "matrix":
            yield from (f"{item.code}/{row.code}" for row in item.rows)
            continue
        yield item.code
        if item.type == "several-of":
            yield from (f"{item.code}/{option.code}" for option in item.options)
        if item.type in WORDS:
            yield f"{item.code}.language"
        if audience == For.STAFF and (item.type in WORDS or item.is_personal):
            yield f"{item.code}.publication"


def _cells(items: Iterable[ItemDefinition], given: Mapping[str, Any], audience: For) -> Iterator[Cell]:
    for item in items:
        answer = given.get(item.code)
        if audience == For.ANYONE and answer is not None and not _may_be_open(item, answer):
            # As if it had not been asked: that something was written is nobody's business either.
            answer = None
        yield from _answer_cells(item, answer)
        if audience == For.STAFF and (item.type in WORDS or item.is_personal):
            yield answer.get("publication") or None if answer else None


def _may_be_open(item: ItemDefinition, answer: Mapping[str, Any]) -> bool:
    """Words and whatever is personal only where it was allowed; all else is a code among others."""
    is_asked = item.is_personal or item.type in WORDS
    return not is_asked or answer.get("publication") in MAY_BE_OPEN


def _answer_cells(item: ItemDefinition, answer: Mapping[str, Any] | None) -> Iterator[Cell]:
    value = answer.get("value") if answer else None
    absence = answer.get("absence") or None if answer else None
    if item.type == "matrix":
        yield from ((value or {}).get(row.code, absence) for row in item.rows)
        return
    yield _cell(item, value, absence)
    if item.type == "several-of":
        yield from ((int(option.code in value) if value else None) for option in item.options)
    if item.type in WORDS:
        yield answer.get("language") or None if answer and value else None


def _cell(item: ItemDefinition, value: Any, absence: str | None) -> Cell:
    if value in (None, "", [], {}):
        return absence
    if item.type in NUMBERS:
        try:
            return Decimal(str(value))
        except InvalidOperation:
            return str(value)
    return " ".join(map(str, value)) if isinstance(value, list) else str(value)


def _facts(respondent: Any) -> dict[str, Cell]:
    sheet, organisation = respondent.sheet, respondent.organisation
    return {
        "sheet": str(sheet.pk),
        "is_sample": int(respondent.is_sample),
        "submitted_on": sheet.submitted_at.date().isoformat() if sheet.submitted_at else None,
        "language": sheet.language,
        "organisation": str(organisation.pk) if organisation else None,
        "organisation_name": str(organisation) if organisation else None,
        "region": respondent.region,
        "kind": respondent.kind,
        "category": respondent.category,
    }
