"""Documents turned on their side: for each item, what each sheet says of it."""

from collections.abc import Mapping, Sequence
from typing import Any

from cities.commons.instruments.definition import Definition, ItemDefinition

# {"value": …, "absence": …, "publication": …, "language": …}
Answer = Mapping[str, Any]
Document = Mapping[str, Any]
# One entry a sheet, in the order of the documents: its answers to an item, one a repetition; empty when it was not asked.
Column = Sequence[Sequence[Answer]]

NOTHING: tuple[Answer, ...] = ()


def columns(definition: Definition, documents: Sequence[Document]) -> dict[str, Column]:
    """The column of every item that is answered, groups included: the answer of a group is how often it was filled in."""
    items = [document.get("items") or {} for document in documents]
    groups = [document.get("groups") or {} for document in documents]
    found: dict[str, Column] = {}
    for section in definition.sections:
        for item in section.items:
            if item.items or item.type == "repeat":
                found |= _group_columns(item, groups)
            elif item.type != "note":
                code = item.code
                found[code] = [(given[code],) if code in given else NOTHING for given in items]
    return found


def _group_columns(group: ItemDefinition, groups: Sequence[Mapping[str, Any]]) -> dict[str, Column]:
    rows = [given.get(group.code) for given in groups]
    found: dict[str, Column] = {group.code: [NOTHING if row is None else ({"value": str(len(row)), "absence": ""},) for row in rows]}
    for item in group.items:
        code = item.code
        found[code] = [tuple(entry[code] for entry in row or () if code in entry) for row in rows]
    return found
