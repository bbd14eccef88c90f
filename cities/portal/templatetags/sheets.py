"""Parts of the pages on which a sheet is filled."""

from collections.abc import Mapping
from datetime import datetime

from babel.dates import format_datetime, format_time
from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cities.commons.instruments.answering import Stored, absence_words, field_name
from cities.commons.instruments.queries import Guest
from cities.portal.queries.questions import Question
from cities.portal.reading import Words
from cities.translation.languages import language_name

register = template.Library()


@register.simple_tag
def spoken(words: Words) -> SafeString:
    """Words of an instrument; in another language than the page's they say so, to screen readers and to eyes."""
    if not words.is_foreign:
        return format_html("{}", words.text)
    return format_html('<span lang="{}" dir="{}">{}</span>{}', words.language, words.direction, words.text, tongue_mark(words))


@register.filter
def tongue_mark(words: Words) -> SafeString:
    """A small sign that words are in another language; nothing when they are not."""
    if not words.is_foreign:
        return format_html("{}", "")
    name = language_name(words.language, in_language=get_language() or "en")
    return format_html(' <abbr class="tongue" title="{}">{}</abbr>', _("In %(language)s") % {"language": name}, words.language.upper())


@register.filter
def at(values: Mapping[str, str], code: str) -> str:
    return values.get(code, "")


@register.simple_tag
def part_name(part: str, question: Question, about: str = "") -> str:
    """The name of a field of this question."""
    return field_name(part, question.item.code, question.spot.repetition, about=about)


@register.filter
def absence(code: str) -> str:
    return absence_words(code)


@register.filter
def moment(at: datetime) -> str:
    """`10:42` today, with the day before that; in the site's time zone, which is said."""
    local = timezone.localtime(at)
    locale = (get_language() or "en").replace("-", "_")
    if local.date() == timezone.localdate():
        return f"{format_time(local, format='short', locale=locale)} UTC"
    return f"{format_datetime(local, format='short', locale=locale)} UTC"


@register.filter
def writer(stored: Stored) -> str:
    """Who answered; no address, ever."""
    return stored.by or _("Someone with the link")


@register.filter
def guest_name(guest: Guest) -> str:
    if guest.name:
        return guest.name
    return _("A colleague") if guest.has_account else _("Someone with the link")
