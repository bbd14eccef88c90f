"""What a version of a kit has that the one before had not, has no more, or tells otherwise."""

from collections.abc import Mapping, Sequence
from typing import Any

from cities.editions.digests import Content, canonical
from cities.editions.models import Edition

# Where a kit keeps its records, by what they are.
KINDS = ("practice", "transfer", "resource")


def changes(edition: Edition, content: Content) -> dict[str, Any] | None:
    """None for a first version, and where the one before was never published."""
    previous = edition.previous
    if previous is None or previous.snapshot is None:
        return None
    before = previous.snapshot.read()
    return {
        "version": previous.version,
        "date": before["edition"]["date"],
        "url": before["edition"]["url"],
        "records": [line for kind in KINDS for line in _compared(kind, told(before, kind), told(content, kind))],
    }


def told(content: Content, kind: str) -> Sequence[Mapping[str, Any]]:
    """The records of a kind a kit tells."""
    chapters = content["chapters"]
    rows = {"practice": content["cases"], "transfer": chapters.get("lessons"), "resource": chapters.get("resources")}
    return rows[kind] or []


def _compared(kind: str, before: Sequence[Mapping[str, Any]], now: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    old, new = {row["id"]: row for row in before}, {row["id"]: row for row in now}
    lines = [_line(kind, "added", row) for key, row in new.items() if key not in old]
    lines += [_line(kind, "changed", row) for key, row in new.items() if key in old and canonical(dict(row)) != canonical(dict(old[key]))]
    return [*lines, *(_line(kind, "removed", row) for key, row in old.items() if key not in new)]


def _line(kind: str, what: str, row: Mapping[str, Any]) -> dict[str, Any]:
    titles = {
        tag: {name: text[name] for name in ("state", "title") if name in text} for tag, text in row["texts"].items() if text.get("title")
    }
    return {"kind": kind, "what": what, "code": row["code"], "texts": titles}
