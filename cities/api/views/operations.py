"""What the description says of every operation."""

from typing import Annotated, Any
from uuid import UUID

from ninja import Path

from cities.api.schemas.answers import Problem, Tombstone

RecordId = Annotated[UUID, Path(..., description="Permanent id of the record.")]

UNCHANGED = {304: None}
LIST_FAULTS: dict[Any, Any] = {400: Problem, 429: Problem, **UNCHANGED}
RECORD_FAULTS: dict[Any, Any] = {400: Problem, 404: Problem, 410: Tombstone, 429: Problem, **UNCHANGED}
FOUND_OR_NOT: dict[Any, Any] = {400: Problem, 404: Problem, 429: Problem, **UNCHANGED}

HEADERS = {
    "ETag": {"description": "Tag of this answer, for `If-None-Match`.", "schema": {"type": "string"}},
    "Last-Modified": {
        "description": "When anything this API tells of last changed, for `If-Modified-Since`.",
        "schema": {"type": "string"},
    },
}
LINK = {"Link": {"description": "Addresses of the first, previous and next page (RFC 8288).", "schema": {"type": "string"}}}


def described(*, is_list: bool = False, has_map: bool = False) -> dict[str, Any]:
    """Additions to what is worked out from the types: headers, and the second format of lists that can be maps."""
    found: dict[str, Any] = {"headers": {**HEADERS, **(LINK if is_list else {})}}
    if has_map:
        found["content"] = {"application/geo+json": {"schema": {"$ref": "#/components/schemas/FeatureCollection"}}}
    return {"responses": {200: found}}
