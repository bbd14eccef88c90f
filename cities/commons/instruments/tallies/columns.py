"""Documents turned on their side: for each item, what each sheet says of it."""

from collections.abc import Mapping, Sequence
from typing import Any

from cities.commons.instruments.definition import Definition, ItemDefinition

# {"value": …, "absence": …, "publication": …, "language": …}
Answer = Mapping[str, Any]
Document = Mapping[str, Any]
# One entry a sheet, in the order of the documents: its answer to an item, None when it was not asked.
Column = Sequence[Any]


class Repeated(list[Any]):
    """The column of an item inside a repeated group: each entry holds one answer a repetition, none when it was not asked."""


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
                found[code] = [given.get(code) for given in items]
    return found


def _group_columns(group: ItemDefinition, groups: Sequence[Mapping[str, Any]]) -> dict[str, Column]:
    rows = [given.get(group.code) for given in groups]
    found: dict[str, Column] = {group.code: [None if row is None else {"value": str(len(row)), "absence": ""} for row in rows]}
    for item in group.items:
        code = item.code
        found[code] = Repeated([entry[code] for entry in row or () if code in entry] for row in rows)
    return found
