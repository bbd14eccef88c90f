"""What only the pages of the members' space show."""

from datetime import date, datetime
from typing import Any

from babel.dates import format_skeleton
from django import template
from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language

from cities.core.models import Picture

register = template.Library()

SMALL = "max-480x480|format-webp"


@register.simple_tag(takes_context=True)
def signed_in(context: template.Context) -> Any:
    """Who is signed in; None without asking anything where no session came along, so that pages for everybody stay in caches."""
    request: HttpRequest | None = context.get("request")
    if request is None or settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return None
    user = getattr(request, "user", None)
    return user if user is not None and user.is_authenticated else None


@register.simple_tag
def beside(form: Any, field: str) -> str:
    """What the original says in a field, where a form translates it."""
    original = getattr(form, "original", None)
    return str(getattr(original, field, "")) if original is not None else ""


@register.simple_tag
def small_picture(picture: Picture) -> str:
    """The address of a picture small enough for a form; empty when its file is lost."""
    try:
        return str(picture.get_rendition(SMALL).url)
    except OSError:
        return ""


@register.filter
def month(value: date | datetime) -> str:
    """`November 2026`, as the reader writes it."""
    return str(format_skeleton("yMMMM", value, locale=(get_language() or "en").replace("-", "_")))
