"""Moments, marks and addresses of transfers, as pages write them."""

from babel.dates import format_date, format_skeleton
from django import template
from django.utils.translation import get_language, pgettext

from cities.transfer.projects.lineages import WIDE, Drawing
from cities.transfer.projects.moments import SEASONS, first_day, year_of

register = template.Library()


@register.filter
def moment(value: str) -> str:
    """`2011`, `summer 2013`, `December 2012`, `22 March 2019`: as exactly as it is known."""
    if not value:
        return ""
    parts = value.split("-")
    if len(parts) == 1:
        return value
    if len(parts) == 2 and int(parts[1]) in SEASONS:
        return _season(int(parts[1])) % {"year": year_of(value)}
    language = get_language() or "en"
    locale = "en_GB" if language == "en" else language.replace("-", "_")
    if len(parts) == 2:
        return str(format_skeleton("yMMMM", first_day(value), locale=locale))
    return format_date(first_day(value), format="long", locale=locale)


@register.filter
def is_wide(drawing: Drawing) -> bool:
    return drawing.width == WIDE


def _season(number: int) -> str:
    names = {
        21: pgettext("season", "spring %(year)s"),
        22: pgettext("season", "summer %(year)s"),
        23: pgettext("season", "autumn %(year)s"),
        24: pgettext("season", "winter %(year)s"),
    }
    return names[number]
