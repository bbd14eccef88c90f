"""The one table of expressions that Python and the browser are held to."""

import json
import math
from datetime import date
from pathlib import Path
from typing import Any

TABLE: dict[str, Any] = json.loads((Path(__file__).parent / "cases.json").read_text(encoding="utf-8"))
TODAY = date.fromisoformat(TABLE["today"])
THIS: str = TABLE["this"]
VALUES: dict[str, Any] = {
    code: tuple(value) if isinstance(value, list) else float(value) if type(value) is int else value
    for code, value in TABLE["values"].items()
}
CASES: list[tuple[str, Any]] = [(text, value) for text, value in TABLE["cases"]]
REFUSED: list[tuple[str, int]] = [(text, position) for text, position in TABLE["refused"]]


def told(value: Any) -> Any:
    """A value as the table writes it: JSON has no word for what is no number."""
    if isinstance(value, float):
        return {"nan": "NaN", "inf": "Infinity", "-inf": "-Infinity"}.get(str(value), value) if not math.isfinite(value) else value
    return list(value) if isinstance(value, tuple) else value
