"""Snapshots as canonical JSON: the same content is the same bytes, on every machine."""

import hashlib
import json
from typing import Any

Content = dict[str, Any]


def canonical(content: Content) -> str:
    """Keys in order, no spaces, characters as they are; what is not finite raises."""
    return json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
