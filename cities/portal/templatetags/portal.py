"""Words, numbers, dates and small drawings as the portal's pages show them."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import cache

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_currency, format_decimal, format_percent
from django import template
from django.conf import settings
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse, translate_url
from django.utils.html import format_html
from django.utils.http import escape_leading_slashes
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import get_language, ngettext, override, pgettext
from django.utils.translation import gettext as _

from cities.commons.members.models import OrganisationText
from cities.commons.practices.models import Practice, PracticeText
from cities.commons.resources.models import ResourceText
from cities.commons.vocabulary.models import ActorKind
from cities.commons.vocabulary.queries import ConceptNode
from cities.portal.diagrams import cells
from cities.portal.prose import to_html, to_plain
from cities.portal.queries.found import kind_name
from cities.portal.queries.lists import PracticeCard
from cities.portal.queries.maps import MapPlate
from cities.portal.queries.opening import Home
from cities.portal.reading import Words
from cities.provenance.models import Figure
from cities.transfer.projects.models import TransferText
from cities.translation.languages import language_name, text_direction

register = template.Library()

LETTER_BEFORE_DIGIT = re.compile(r"(?<=[^\W\d_])(?=\d)")
# Units that the label of the measure already says.
SAID_BY_THE_LABEL = frozenset({"people", "organisations", "units"})


@register.filter
def attributes(words: Words | str | None) -> SafeString | str:
    """`lang` and `dir` of words in another language than the page's."""
    if not isinstance(words, Words) or not words.is_foreign:
        return ""
    return format_html(' lang="{}" dir="{}"', words.language, words.direction)


@register.filter
def prose(words: Words | str | None) -> SafeString:
    """Words of a record with their paragraphs, lists and links."""
    return to_html(str(words or ""))


@register.filter
def plain(words: Words | str | None) -> str:
    return to_plain(str(words or ""))


@register.filter
def number(value: Decimal | int) -> str:
    return format_decimal(value, locale=_locale())


@register.filter
def day(value: date | datetime) -> str:
    return format_date(value, format="long", locale=_locale())


@register.filter
def percent(value: int) -> str:
    return format_percent(value / 100, locale=_locale())


@register.filter
def amount(figure: Figure) -> str:
    """A figure as its readers write it: `about 463`, `200 000 F CFA`, `47,8 %`; or why there is none."""
    if figure.value is None:
        return figure.get_absence_display()
    value = _with_unit(figure.plain_value, figure)
    return value if figure.qualifier == Figure.Qualifier.EXACT else f"{figure.get_qualifier_display()} {value}"


@register.filter
def years(practice: PracticeCard | Practice) -> str:
    """`since 2010`, `1998–2004`, `2019`; empty when nobody knows when it began."""
    if practice.started is None:
        return ""
    if practice.ended is None:
        return _("since %(year)s") % {"year": practice.started}
    return str(practice.started) if practice.started == practice.ended else f"{practice.started}–{practice.ended}"


@register.filter
def autonym(code: str) -> str:
    """A language's own name for itself, as it stands at the head of a line."""
    return capfirst(language_name(code))


@register.filter
def named_language(code: str) -> str:
    """A language's name in the reader's language."""
    return language_name(code, in_language=get_language() or "en")


@register.filter
def direction(code: str) -> str:
    return text_direction(code)


@register.filter
def is_site_language(code: str) -> bool:
    return code in dict(settings.LANGUAGES)


@register.filter
def of_scheme(concepts: Mapping[str, Sequence[ConceptNode]], scheme: str) -> Sequence[ConceptNode]:
    """Concepts by a scheme whose code is no template name (`policy-areas`)."""
    return concepts.get(scheme, ())


@register.filter
def add_to(value: float, more: float) -> float:
    return round(value + more, 1)


@register.filter
def domain(address: str) -> str:
    """What a reader needs of a web address."""
    return address.split("://", 1)[-1].removeprefix("www.").rstrip("/")


@register.filter
def meter(percent: int) -> tuple[tuple[float, float, bool], ...]:
    return cells(percent)


@register.filter
def is_within(path: str | None, section: str) -> bool:
    """Whether a page stands below another; pages of faults have no path."""
    return bool(path) and str(path).startswith(section)


@register.simple_tag
def icon(name: str) -> SafeString:
    return format_html('<svg class="icon" aria-hidden="true"><use href="{}#{}"/></svg>', static("icons.svg"), name)


@register.simple_tag
def actor_sign(kind: str, is_first: bool = False) -> SafeString:  # noqa: FBT001, FBT002 -- a template tag has no keywords of its own
    """The sign of a kind of actor; filled when they began it. Words beside it say the same."""
    return format_html(
        '<svg class="actor{}" viewBox="0 0 24 24" aria-hidden="true"><use href="{}#{}"/></svg>',
        " actor--first" if is_first else "",
        static("icons.svg"),
        f"actor-{kind}",
    )


@register.simple_tag(takes_context=True)
def page_in(context: template.Context, language: str, *, path_only: bool = False) -> str:
    """The address of this very page in another language of the site, with its filters unless `path_only`."""
    request: HttpRequest = context["request"]
    address = request.path if path_only else request.get_full_path()
    if request.resolver_match is None:
        address = _nothing_in(language, address)
    elif request.resolver_match.namespace == "api":
        address = f"{request.path}?lang={language}"
    # A page that does not exist may be called `//elsewhere`, which a browser takes for another host.
    return escape_leading_slashes(translate_url(address, language))


@register.simple_tag(takes_context=True)
def absolute(context: template.Context, path: str = "") -> str:
    """The public address of a path; of this page without its filters when there is none."""
    request: HttpRequest = context["request"]
    return f"{settings.SITE_URL}{path or request.path}"


@register.simple_tag(takes_context=True)
def without(context: template.Context, name: str, value: str) -> str:
    """The address of this list with one filter value taken away, from its first page."""
    params = context["request"].GET.copy()
    params.setlist(name, [given for given in params.getlist(name) if given != value])
    params.pop("page", None)
    query = params.urlencode()
    return f"?{query}" if query else context["request"].path


@register.simple_tag
def count_line(home: Home) -> SafeString:
    """The size of the network in one sentence; each number leads to what it counts."""

    def link(name: str, words: str) -> SafeString:
        return format_html('<a href="{}">{}</a>', reverse(f"portal:{name}"), words)

    return format_html(
        _("{members} in {countries} share {practices}, which can be read in {languages}."),
        members=link("directory", ngettext("%(count)s member", "%(count)s members", home.members) % {"count": number(home.members)}),
        countries=link(
            "territories", ngettext("%(count)s country", "%(count)s countries", home.countries) % {"count": number(home.countries)}
        ),
        practices=link(
            "library", ngettext("%(count)s practice", "%(count)s practices", home.practices) % {"count": number(home.practices)}
        ),
        languages=ngettext("%(count)s language", "%(count)s languages", home.languages) % {"count": number(home.languages)},
    )


@register.filter
def actor_name(kind: str) -> str:
    return str(ActorKind(kind).label)


@register.filter
def off_map_line(plate: MapPlate) -> str:
    """What the map cannot show, said; empty when it shows everything."""
    if not plate.off_map:
        return ""
    return ngettext(
        "%(count)s record has no single place on this map.", "%(count)s records have no single place on this map.", plate.off_map
    ) % {"count": number(plate.off_map)}


register.filter("kind_name", kind_name)


@register.filter
def order_name(sort: str) -> str:
    """How a list of answers is sorted."""
    names = {"best": pgettext("answers", "best"), "newest": pgettext("answers", "newest"), "oldest": pgettext("answers", "oldest")}
    return names[sort]


@register.filter
def scheme_name(scheme: str) -> str:
    """What readers call a vocabulary, in the plural."""
    names = {
        "themes": _("Themes"),
        "sectors": _("Sectors"),
        "policy-areas": _("Policy areas"),
        "sdgs": _("Sustainable Development Goals"),
        "beneficiaries": _("For whom"),
        "legal-forms": _("Legal forms"),
        "support-measures": _("Support measures"),
    }
    return names.get(scheme, scheme)


@register.filter
def field_name(field: str) -> str:
    """The label of a text field, as the back office calls it too."""
    models = (PracticeText, OrganisationText, ResourceText, TransferText)
    return str(next(model._meta.get_field(field).verbose_name for model in models if field in model.words))  # type: ignore[union-attr]  # words are plain fields


def _nothing_in(language: str, address: str) -> str:
    """Where no page is: the same in the other language, or its front page when the address names no language."""
    _, first, *rest = address.split("/", 2)
    if first in dict(settings.LANGUAGES):
        return "/".join(["", language, *rest])
    with override(language):
        return reverse("portal:home")


def _with_unit(value: Decimal, figure: Figure) -> str:
    locale = _locale()
    if figure.unit == "percent":
        return format_percent(value / 100, format=None if value == value.to_integral() else "#,##0.##\xa0%", locale=locale)
    if figure.is_money:
        whole = value == value.to_integral()
        written = format_currency(
            value, figure.unit, locale=locale, currency_digits=not whole, format=_money_pattern(locale) if whole else None
        )
        # `F CFA200,000`: a sign of letters needs a space.
        return LETTER_BEFORE_DIGIT.sub("\xa0", written)
    written = format_decimal(value, locale=locale)
    if figure.unit in SAID_BY_THE_LABEL:
        return written
    if figure.unit == "years":
        return ngettext("%(count)s year", "%(count)s years", int(value)) % {"count": written}
    return f"{written} {figure.unit}"


@cache
def _money_pattern(locale: Locale) -> str:
    """The language's own pattern without decimals."""
    return str(locale.currency_formats["standard"].pattern).replace(".00", "")


def _locale() -> Locale:
    return _locales(get_language() or "en")


@cache
def _locales(language: str) -> Locale:
    # British dates and numbers: the network writes for the world, not for one country.
    return Locale.parse("en_GB" if language == "en" else language, sep="_")
