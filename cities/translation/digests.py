"""Digests of words: to notice that an original has changed since it was translated, and that people agreed to something else."""

import hashlib
import json
import unicodedata
from collections.abc import Mapping
from typing import Any


def digest(words: str) -> str:
    """Short digest of what a reader would read: spacing and the order of combining marks do not count."""
    plain = " ".join(unicodedata.normalize("NFC", words).split())
    return hashlib.sha256(plain.encode()).hexdigest()[:16]


def told_digest(told: Mapping[str, Any]) -> str:
    """Digest of everything a record tells: what people agree to. The same for two versions that tell the same."""
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()


def told_texts(owner: Any) -> list[list[str]]:
    """How a text was made is told to readers: a machine's words that a person has read are another text."""
    return sorted([text.language, text.state, *(getattr(text, field) for field in text.words)] for text in owner.texts.all())
