"""Figures and published facts of surveys, as pages write them."""

from babel.numbers import format_decimal, format_percent
from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cities.gather.surveys.models import PublishedResult
from cities.gather.surveys.queries import ShownItem

register = template.Library()


@register.filter
def share(value: float | None) -> str:
    """`0.42` as `42 %`; a dash where there is nothing to compare with."""
    return "–" if value is None else format_percent(value, locale=_locale())


@register.filter
def rounded(value: float | None) -> str:
    """With one decimal where it says something."""
    return "–" if value is None else format_decimal(round(value, 1), locale=_locale())


@register.filter
def points(value: float | None) -> str:
    """A change between years, in points of a hundred, with its sign."""
    return "–" if value is None else format_decimal(round(value * 100), format="+0;−0", locale=_locale())


@register.filter
def published_fact(fact: PublishedResult) -> str:
    """`5 countries named`, `named most often`: what the source says, without a sentence around it."""
    number = format_decimal(fact.value, locale=_locale()) if fact.value is not None else ""
    parts = (number, fact.get_unit_display() if number else "", fact.get_statement_display() if fact.statement else "")
    return " ".join(part for part in parts if part)


@register.filter
def has_published_codes(shown: ShownItem) -> bool:
    return any(code.published for code in shown.codes)


@register.filter
def published_sources(shown: ShownItem) -> list[PublishedResult]:
    """One fact of each source and place in it: many facts of a question come from one line."""
    facts = [*shown.published, *(fact for code in shown.codes for fact in code.published)]
    return list({(fact.source_id, fact.locator): fact for fact in facts}.values())


@register.simple_tag
def source_of(fact: PublishedResult) -> SafeString:
    """The source with the place in it, small beside the fact."""
    where = f"{fact.source.title}, {fact.locator}" if fact.locator else fact.source.title
    if fact.source.url:
        return format_html('<small class="source">{} <a href="{}" rel="noopener">{}</a></small>', _("Source:"), fact.source.url, where)
    return format_html('<small class="source">{} {}</small>', _("Source:"), where)


def _locale() -> str:
    language = get_language() or "en"
    return "en_GB" if language == "en" else language.replace("-", "_")
