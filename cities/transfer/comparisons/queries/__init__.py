"""What pages, exports and the API ask of comparisons."""

from cities.transfer.comparisons.queries.grids import (
    IN_WORDS,
    NO_CELL,
    PERSON,
    RECORD,
    Cell,
    Column,
    Criterion,
    Grid,
    criteria_of,
    grid_of,
    grid_versions,
)
from cities.transfer.comparisons.queries.lists import (
    ComparisonLine,
    lines_for,
    lines_of,
    own_organisations,
    public_lines,
    returned_because,
    shared_with_key,
    titles_with,
)
from cities.transfer.comparisons.queries.records import Reading, Stated, field_label, fits, offered_fields, public_records

__all__ = [
    "IN_WORDS",
    "NO_CELL",
    "PERSON",
    "RECORD",
    "Cell",
    "Column",
    "ComparisonLine",
    "Criterion",
    "Grid",
    "Reading",
    "Stated",
    "criteria_of",
    "field_label",
    "fits",
    "grid_of",
    "grid_versions",
    "lines_for",
    "lines_of",
    "offered_fields",
    "own_organisations",
    "public_lines",
    "public_records",
    "returned_because",
    "shared_with_key",
    "titles_with",
]
