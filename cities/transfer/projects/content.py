"""What both sides agree to: everything told of a transfer, as one digest. Reads a version in memory or in rows alike."""

import json
from typing import Any

from cities.translation.digests import told_digest, told_texts

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
    return told_digest(
        {
            **{name: _plain(getattr(transfer, name)) for name in FACTS},
            **{name: sorted(str(row.pk) for row in getattr(transfer, name).all()) for name in LINKS},
            **{name: sorted((_row(row, fields) for row in getattr(transfer, name).all()), key=json.dumps) for name, fields in ROWS.items()},
            "texts": told_texts(transfer),
        }
    )


def _row(row: Any, fields: tuple[str, ...]) -> dict[str, Any]:
    told: dict[str, Any] = {name: _plain(getattr(row, name)) for name in fields}
    return {**told, "texts": told_texts(row)} if hasattr(row, "texts") else told


def _plain(value: Any) -> str:
    """A decimal has the zeros of its column or not: they say nothing."""
    if value is None:
        return ""
    return f"{value.normalize():f}" if hasattr(value, "normalize") else str(value)
