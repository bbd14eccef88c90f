"""Permanent addresses of everything public, read off the models."""

from collections.abc import Iterator

from django.apps import apps
from django.db.models import Model

from cities.core.models import Record

PERMANENT = "/id/"


def permanent_addresses() -> Iterator[str]:
    """Public records, those withdrawn (their address tells so), and what is public by nature: concepts, territories."""
    for model in apps.get_models():
        if hasattr(model, "get_absolute_url"):
            yield from _addresses(model)


def _addresses(model: type[Model]) -> Iterator[str]:
    rows = model._default_manager.order_by("pk")
    if issubclass(model, Record):
        rows = model.objects.public().union(model.objects.withdrawn())
    for row in rows:
        address: str = row.get_absolute_url()  # type: ignore[attr-defined]  # asked of those that have it
        if address.startswith(PERMANENT):
            yield address
