"""Texts as a snapshot keeps them."""

from collections.abc import Iterable
from typing import Any

from cities.translation.models import Text


def texts_of(texts: Iterable[Text], *fields: str) -> dict[str, dict[str, Any]]:
    """By language: what each says, how it was made, which fields are older than the original. Fields that say nothing are left out."""
    known = list(texts)
    original = next((text for text in known if text.is_original), None)
    return {
        text.language: {
            "state": text.state,
            **({"stale": stale} if (stale := [field for field in text.stale_fields(original) if not fields or field in fields]) else {}),
            **{field: getattr(text, field) for field in fields or text.words if getattr(text, field)},
        }
        for text in sorted(known, key=lambda text: text.language)
    }
