"""Addresses as outsiders use them: whole, on the host of the settings, never the one a request names."""

from uuid import UUID

from django.conf import settings

API = "/api/v1"


def permanent_address(record_id: UUID) -> str:
    return f"{settings.SITE_URL}/id/{record_id}"


def api_address(collection: str, record_id: UUID) -> str:
    return f"{settings.SITE_URL}{API}/{collection}/{record_id}"


def whole_address(path: str) -> str:
    return path if path.startswith(("https://", "http://")) else f"{settings.SITE_URL}{path}"
