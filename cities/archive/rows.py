"""Values of rows as JSON and back, without loss and without a database."""

import base64
import json
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import BinaryField, Field, ForeignKey, JSONField


def as_json(row: dict[str, Any]) -> str:
    """One line; times keep their microseconds, numbers their digits."""
    return json.dumps(row, ensure_ascii=False, default=_plain, separators=(",", ":"))


def from_json(line: str) -> dict[str, Any]:
    row: dict[str, Any] = json.loads(line)
    return row


def value_of(field: "Field[Any, Any]", given: Any) -> Any:
    """The value a column takes for what stands in a line."""
    if given is None or isinstance(field, JSONField):
        return given
    if isinstance(field, ForeignKey):
        return value_of(field.target_field, given)
    if isinstance(field, BinaryField):
        return base64.b64decode(given)
    return field.to_python(given)


def _plain(value: object) -> str:
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, bytes | memoryview):
        return base64.b64encode(bytes(value)).decode()
    if isinstance(value, Decimal | UUID | timedelta):
        return str(value)
    raise TypeError(f"{type(value).__name__} has no place in an export")
