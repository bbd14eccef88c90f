"""Names as the desk and the space both show them."""

from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from cities.transfer.advice.models import Expert
from cities.translation.languages import language_name

register = template.Library()


@register.filter
def called(who: Any) -> SafeString | str:
    """An organisation in the reader's language, or the nearest, marked where it is another; an expert by their name."""
    if isinstance(who, Expert):
        return who.person.name if who.person else called(who.organisation)
    language = get_language() or "en"
    text = who.best_text(language)
    if text is None:
        return str(who.code)
    return str(text.name) if text.language == language else format_html('<span lang="{}">{}</span>', text.language, text.name)


@register.filter
def named_languages(tags: list[str]) -> str:
    """Languages by name, as the reader calls them."""
    return ", ".join(language_name(tag, in_language=get_language() or "en") for tag in tags)
