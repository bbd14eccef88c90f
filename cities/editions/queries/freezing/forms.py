"""The questions a kit prints as a blank form: the newest published wording of an instrument."""

from typing import Any

from cities.commons.instruments.definition import ItemDefinition, SectionDefinition, Wording
from cities.commons.instruments.models import InstrumentVersion
from cities.commons.instruments.queries import definition_of
from cities.editions.queries.freezing.scope import Scope

# What only a machine fills in.
LEFT_OUT = ("calculation", "file")


def frozen_form(scope: Scope) -> dict[str, Any] | None:
    """None without an instrument, and for one nobody has published yet."""
    versions = InstrumentVersion.objects.filter(instrument=scope.edition.questions_id, state=InstrumentVersion.State.PUBLISHED)
    version = versions.select_related("instrument").order_by("-number").first()
    if version is None:
        return None
    definition = definition_of(version)
    return {
        "code": definition.instrument,
        "number": definition.number,
        "original": definition.language,
        "title": _said(definition.title),
        "introduction": _said(definition.introduction),
        "sections": [_section(section) for section in definition.sections],
    }


def _section(section: SectionDefinition) -> dict[str, Any]:
    return {"title": _said(section.title), "introduction": _said(section.introduction), "items": _items(section.items)}


def _items(items: tuple[ItemDefinition, ...]) -> list[dict[str, Any]]:
    return [_item(item) for item in items if item.type not in LEFT_OUT]


def _item(item: ItemDefinition) -> dict[str, Any]:
    return {
        "code": item.code,
        "type": item.type,
        "label": _said(item.label),
        "hint": _said(item.hint),
        "unit": item.unit,
        "options": [_said(option.label) for option in item.options],
        "rows": [_said(row.label) for row in item.rows],
        "items": _items(item.items),
    }


def _said(wording: Wording) -> dict[str, str]:
    return {tag: words for tag, words in sorted(wording.words.items()) if words}
