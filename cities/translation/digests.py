"""Digests of words, to notice that an original has changed since it was translated."""

import hashlib
import unicodedata


def digest(words: str) -> str:
    """Short digest of what a reader would read: spacing and the order of combining marks do not count."""
    plain = " ".join(unicodedata.normalize("NFC", words).split())
    return hashlib.sha256(plain.encode()).hexdigest()[:16]
