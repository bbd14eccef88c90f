"""What both sides agree to: everything told of a transfer, as one digest. Reads a version in memory or in rows alike."""

import json
from hashlib import sha256
from typing import Any

FACTS = ("result_id", "origin_id", "origin_name", "destination_id", "destination_name", "trigger", "mode_id", "reference_person_id")
LINKS = ("practices", "follows", "origins", "territories")
ROWS: dict[str, tuple[str, ...]] = {
    "adaptations": ("key", "source_id", "locator", "dimension", "made_by"),
    "pilots": ("key", "source_id", "locator", "territory_id", "began", "ended", "weeks", "people"),
    "variants": ("key", "source_id", "locator", "since"),
    "steps": ("key", "source_id", "locator", "happened", "phase"),
    "local_group": ("organisation_id", "name", "actor_kind"),
    "deliverables": ("kind_id", "title", "language", "year", "url", "resource_id"),
    "figures": ("aspect", "measure_id", "value", "absence", "qualifier", "unit", "year", "scope_id", "source_id", "locator"),
    "sources": ("source_id", "locator"),
}


def content_digest(transfer: Any) -> str:
    """The same for two versions that tell the same; any word or figure changed makes another."""
    told = {
        **{name: _plain(getattr(transfer, name)) for name in FACTS},
        **{name: sorted(str(row.pk) for row in getattr(transfer, name).all()) for name in LINKS},
        **{name: sorted((_row(row, fields) for row in getattr(transfer, name).all()), key=json.dumps) for name, fields in ROWS.items()},
        "texts": _texts(transfer),
    }
    return sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()


def _row(row: Any, fields: tuple[str, ...]) -> dict[str, Any]:
    told: dict[str, Any] = {name: _plain(getattr(row, name)) for name in fields}
    return {**told, "texts": _texts(row)} if hasattr(row, "texts") else told


def _texts(owner: Any) -> list[list[str]]:
    """How a text was made is told to readers: a machine's words that a person has read are another text."""
    return sorted([text.language, text.state, *(getattr(text, field) for field in text.words)] for text in owner.texts.all())


def _plain(value: Any) -> str:
    """A decimal has the zeros of its column or not: they say nothing."""
    if value is None:
        return ""
    return f"{value.normalize():f}" if hasattr(value, "normalize") else str(value)
