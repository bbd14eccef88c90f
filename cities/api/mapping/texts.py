"""Words: which to show, and what is said of each language."""

from typing import Any, TypeVar

from cities.api.schemas.words import FullText, LanguageVersion
from cities.translation.models import Text, TextState

T = TypeVar("T", bound=FullText)


def versions(texts: list[Any]) -> list[LanguageVersion]:
    """Every language there is, the original first."""
    return [LanguageVersion(language=text.language, state=text.state) for text in original_first(texts)]


def full_texts(schema: type[T], texts: list[Any]) -> list[T]:
    """All words, the original first; which are stale and missing is seen by comparing with it."""
    ordered = original_first(texts)
    original = next((text for text in ordered if text.is_original), None)
    return [_full_text(schema, text, original) for text in ordered]


def original_first(texts: list[Any]) -> list[Any]:
    return sorted(texts, key=lambda text: (text.state != TextState.ORIGINAL, text.language))


def _full_text(schema: type[T], text: Any, original: Text | None) -> T:
    words = {field: getattr(text, field) for field in text.words}
    if "alternatives" in words:
        words["alternatives"] = text.alternative_labels
    return schema(
        language=text.language,
        direction=text.direction,
        state=text.state,
        stale=text.stale_fields(original),
        missing=text.missing_fields(original) if not text.is_original else [],
        updated_at=text.updated_at,
        **words,
    )
