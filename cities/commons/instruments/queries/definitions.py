"""Instruments as values. What is published never changes, so it is read once a process."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from cities.commons.instruments.definition import Definition, ItemDefinition, OptionDefinition, SectionDefinition, Wording
from cities.commons.instruments.models import InstrumentVersion, Item, Option, Section


def definition_of(version: InstrumentVersion) -> Definition:
    """The whole version as one value; eight queries, none for a published version this process has read before."""
    if version.state == InstrumentVersion.State.DRAFT:
        return _read(version)
    return _remembered(version.pk)


@lru_cache(maxsize=32)
def _remembered(pk: int) -> Definition:
    return _read(InstrumentVersion.objects.select_related("instrument").get(pk=pk))


def _read(version: InstrumentVersion) -> Definition:
    instrument, titles = version.instrument, list(version.instrument.texts.all())
    sections = version.sections.prefetch_related("texts")
    lists = {
        entries.pk: (entries.code, tuple(_option(option, version.language) for option in entries.entries.all()))
        for entries in version.option_lists.prefetch_related("entries__texts")
    }
    items = list(version.items.prefetch_related("texts"))
    return Definition(
        version=version.pk,
        instrument=instrument.code,
        number=version.number,
        purpose=instrument.purpose,
        language=version.language,
        languages=tuple(version.languages),
        title=_wording(titles, "title", version.language),
        introduction=_wording(titles, "introduction", version.language),
        closing=_wording(titles, "closing", version.language),
        sections=tuple(_section(section, items, lists) for section in sections),
    )


Lists = dict[int, tuple[str, tuple[OptionDefinition, ...]]]


def _section(section: Section, items: list[Item], lists: Lists) -> SectionDefinition:
    original = section.version.language
    return SectionDefinition(
        pk=section.pk,
        code=section.code,
        title=_wording(section.texts.all(), "title", original),
        introduction=_wording(section.texts.all(), "introduction", original),
        condition=section.condition,
        items=tuple(_item(item, items, lists) for item in items if item.section_id == section.pk and item.group_id is None),
    )


def _item(item: Item, items: list[Item], lists: Lists) -> ItemDefinition:
    original = item.version.language
    texts = item.texts.all()
    options_code, options = lists.get(item.options_id or 0, ("", ()))
    rows_code, rows = lists.get(item.rows_id or 0, ("", ()))
    return ItemDefinition(
        pk=item.pk,
        code=item.code,
        type=item.type,
        label=_wording(texts, "label", original),
        hint=_wording(texts, "hint", original),
        constraint_message=_wording(texts, "constraint_message", original),
        options=options,
        rows=rows,
        options_code=options_code,
        rows_code=rows_code,
        scheme=item.scheme_id or "",
        unit=item.unit,
        required=item.required,
        condition=item.condition,
        constraint=item.constraint,
        calculation=item.calculation,
        allows_not_applicable=item.allows_not_applicable,
        is_personal=item.is_personal,
        is_prefilled=item.is_prefilled,
        items=tuple(_item(inner, items, lists) for inner in items if inner.group_id == item.pk),
    )


def _option(option: Option, original: str) -> OptionDefinition:
    return OptionDefinition(code=option.code, label=_wording(option.texts.all(), "label", original))


def _wording(texts: Iterable[Any], field: str, original: str) -> Wording:
    return Wording({text.language: getattr(text, field) for text in texts if getattr(text, field)}, original)
