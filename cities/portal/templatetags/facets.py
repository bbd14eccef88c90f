"""The choices of a facet. In Python: a network has hundreds of them, three levels deep, on every list."""

from collections.abc import Iterable

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from cities.portal.queries.facets import Facet, Option
from cities.portal.templatetags.portal import number

register = template.Library()
# Smaller numbers look the same in all languages.
GROUPED = 1_000


@register.simple_tag
def facet_options(facet: Facet, owner: str = "") -> SafeString:
    """To be ticked, narrower ones under wider ones; `owner` is the form they belong to where they stand outside it."""
    form = format_html(' form="{}"', owner) if owner else ""
    return _ticks(facet.name, facet.options, form)


@register.simple_tag
def facet_choices(facet: Facet) -> SafeString:
    """For a list to choose from, narrower ones indented under wider ones."""
    return _choices(facet.options, "")


def _ticks(name: str, options: Iterable[Option], form: str) -> SafeString:
    return _together(
        format_html(
            '<li><label><input type="checkbox" id="narrow-{}-{}" name="{}" value="{}"{}{}><span{}>{}</span>'
            '<span class="facet__count">{}</span></label>{}</li>',
            name,
            option.value,
            name,
            option.value,
            form,
            " checked" if option.is_chosen else "",
            format_html(' lang="{}"', option.language) if option.language else "",
            option.label,
            _count(option),
            format_html('<ul class="facet__deeper">{}</ul>', _ticks(name, option.deeper, form)) if option.deeper else "",
        )
        for option in options
    )


def _choices(options: Iterable[Option], indent: str) -> SafeString:
    return _together(
        format_html(
            '<option value="{}"{}>{}{}{}</option>{}',
            option.value,
            " selected" if option.is_chosen else "",
            indent,
            option.label,
            f" ({_count(option)})" if option.count else "",
            _choices(option.deeper, f"{indent}\N{EM SPACE}"),
        )
        for option in options
    )


def _count(option: Option) -> str:
    if option.count >= GROUPED:
        return number(option.count)
    return str(option.count) if option.count else ""


def _together(parts: Iterable[SafeString]) -> SafeString:
    return format_html_join("", "{}", ((part,) for part in parts))
