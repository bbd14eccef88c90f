"""JSON and GeoJSON: a list of records becomes a table whose columns are the keys."""

import json
from collections.abc import Iterator
from typing import IO

from .documents import Caps, Document, Row, Table
from .encodings import clean_text, encoding_of
from .faults import UnreadableDocument
from .markup import formulas_in

# of nested values, the first steps become columns of their own ("address.city"), deeper ones stay JSON text
DEEPEST = 3


def read_json(stream: IO[bytes], caps: Caps) -> Document:
    encoding = encoding_of(stream)
    stream.seek(0)
    try:
        # numbers stay as written: 01234 is no number, and 2019.0 is not what a person typed
        content = json.loads(stream.read().decode(encoding), parse_int=str, parse_float=str, parse_constant=str)
    except (ValueError, RecursionError) as fault:
        raise UnreadableDocument("truncated") from fault
    records = [dict(_flattened(record, "", 1)) for record in _records(content)]
    if len(records) > caps.rows:
        raise UnreadableDocument("too-many-rows", allowed=caps.rows)
    header = tuple(dict.fromkeys(key for record in records for key in record))
    if len(header) > caps.columns:
        raise UnreadableDocument("too-many-columns", columns=len(header), allowed=caps.columns)
    _check_lengths(records, caps)
    table = Table("", header, lambda: _rows(records, header))
    return Document("", "json", "", 0, encoding=encoding, tables=(table,))


def _rows(records: list[dict[str, str]], header: tuple[str, ...]) -> Iterator[Row]:
    """A record's number is its place in the list, from 1: lines mean nothing in JSON."""
    for number, record in enumerate(records, 1):
        cells = tuple(record.get(key, "") for key in header)
        yield Row(number, cells, formulas_in(cells))


def _check_lengths(records: list[dict[str, str]], caps: Caps) -> None:
    for number, record in enumerate(records, 1):
        if any(len(cell) > caps.cell for cell in record.values()):
            raise UnreadableDocument("cell-too-long", row=number, allowed=caps.cell)


def _records(content: object) -> list[dict[str, object]]:
    """A list of objects; or an object that holds one, under whatever key; or the features of a GeoJSON collection."""
    if isinstance(content, dict):
        if content.get("type") == "FeatureCollection" and isinstance(content.get("features"), list):
            return [_feature(feature) for feature in content["features"] if isinstance(feature, dict)]
        lists = [value for value in content.values() if isinstance(value, list) and value]
        content = max(lists, key=len, default=None)
    if not isinstance(content, list):
        raise UnreadableDocument("not-records")
    records = [record for record in content if isinstance(record, dict)]
    if not records:
        raise UnreadableDocument("not-records" if content else "no-rows")
    return records


def _feature(feature: dict[str, object]) -> dict[str, object]:
    properties = feature.get("properties")
    record = dict(properties) if isinstance(properties, dict) else {}
    geometry = feature.get("geometry")
    if isinstance(geometry, dict) and geometry.get("type") == "Point":
        position = geometry.get("coordinates")
        if isinstance(position, list) and len(position) >= 2:
            # GeoJSON (RFC 7946) says longitude first
            record.setdefault("longitude", position[0])
            record.setdefault("latitude", position[1])
    return record


def _flattened(value: object, key: str, depth: int) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict) and depth <= DEEPEST:
        for name, inner in value.items():
            yield from _flattened(inner, f"{key}.{name}" if key else str(name), depth + 1)
    elif isinstance(value, list) and not any(isinstance(item, dict | list) for item in value):
        yield key, "; ".join(_as_text(item) for item in value)
    else:
        yield key, _as_text(value)


def _as_text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return clean_text(value).strip() if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
