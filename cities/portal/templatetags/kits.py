"""What pages of kits need."""

from uuid import UUID

from django import template
from django.template.defaultfilters import filesizeformat
from django.utils.translation import get_language

from cities.editions.content import Words
from cities.editions.models import DownloadCount
from cities.portal.queries.kits import kits_of

register = template.Library()


@register.simple_tag
def part_of_kits(record: UUID) -> tuple[tuple[str, Words], ...]:
    """Codes and titles of public kits that tell a record."""
    return kits_of(record, get_language() or "en")


@register.filter
def download_kind(code: str) -> str:
    return str(DownloadCount.Kind(code).label)


@register.filter
def size(amount: int | None) -> str:
    """As people count bytes; empty for what is still being made."""
    return filesizeformat(amount) if amount else ""
