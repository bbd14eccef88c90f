"""Keys in links of letters.

Two kinds: random ones, kept only as a digest, which work until they are used or taken back; and lasting ones, made from the secret key of
the site, for what several letters lead to.
"""

import hashlib
import secrets
from base64 import urlsafe_b64encode

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac


def new_key() -> str:
    """192 random bits, safe in an address."""
    return secrets.token_urlsafe(24)


def key_digest(key: str) -> str:
    """What is stored of a random key. SHA-256 without salt: the key itself is random enough."""
    return hashlib.sha256(key.encode()).hexdigest()


def lasting_key(purpose: str, subject: str) -> str:
    """The key that opens `subject` for `purpose`, the same each time it is asked for."""
    return _lasting_key(purpose, subject, settings.SECRET_KEY)


def opens(key: str, purpose: str, subject: str) -> bool:
    """Whether `key` is the lasting key of this, under the secret key of today or a former one."""
    secrets_known = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    return any(constant_time_compare(key, _lasting_key(purpose, subject, secret)) for secret in secrets_known)


def _lasting_key(purpose: str, subject: str, secret: str | bytes) -> str:
    digest = salted_hmac(f"cities.keys.{purpose}", subject, secret=secret, algorithm="sha256").digest()
    return urlsafe_b64encode(digest[:24]).decode()
