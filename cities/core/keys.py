"""Keys in links of letters: made at random, kept only as a digest."""

import hashlib
import secrets


def new_key() -> str:
    """192 random bits, safe in an address."""
    return secrets.token_urlsafe(24)


def key_digest(key: str) -> str:
    """What is stored of a key. SHA-256 without salt: the key itself is random enough."""
    return hashlib.sha256(key.encode()).hexdigest()
