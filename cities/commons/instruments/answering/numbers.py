"""Numbers and days as people write them in their languages."""

import re
import unicodedata
from contextlib import suppress
from datetime import date
from decimal import Decimal
from functools import cache

from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from babel.numbers import format_decimal, get_currency_symbol

# Spaces of every width, and the Swiss apostrophe: they only ever set off thousands.
SPACES = re.compile("[\\s\u00a0\u2007\u2009\u202f'’]+")
MOST_DIGITS = 30
GROUPED = re.compile(r"\d{1,3}(?:_\d{3})+\Z")
NUMBER = re.compile(r"[+-]?[\d.,_]*\d[\d.,_]*\Z", re.ASCII)
YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})\.?\Z", re.ASCII)
DAY_FIRST = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})\Z", re.ASCII)


class Unreadable(Exception):
    """Nobody can say which number or day this is."""


def read_number(text: str, language: str, *, unit: str = "") -> Decimal:
    """`1 234,5`, `1,234.5`, `1.234,5`, `12 %`. Raise Unreadable.

    What can only mean one number is read so whatever the language; `1,234` and `1.234` as the language writes numbers, and not at all
    where it does not use that sign.
    """
    written = _plain(_without_unit(text, unit))
    if "_" in text or not NUMBER.match(written) or sum(sign.isdigit() for sign in written) > MOST_DIGITS:
        raise Unreadable(text)
    sign, body = ("-", written[1:]) if written[0] == "-" else ("", written.lstrip("+"))
    decimal = _decimal_sign(body, language)
    whole, _, fraction = body.partition(decimal) if decimal else (body, "", "")
    if decimal and not fraction.isdecimal():
        raise Unreadable(text)
    digits = _ungrouped(whole)
    return Decimal(f"{sign}{digits or '0'}.{fraction or '0'}")


def write_plainly(number: Decimal) -> str:
    """As it is stored: no exponent, no needless zeros, no -0."""
    written = format(number.normalize(), "f")
    return "0" if number == 0 else written


def write_number(stored: str, language: str) -> str:
    """As the language writes it; `stored` is what `write_plainly` made."""
    return format_decimal(Decimal(stored), locale=_locale(language), decimal_quantization=False)


def read_day(text: str) -> date:
    """`2026-11-22`, or with the day first, as all our languages but Korean write it. Raise Unreadable."""
    written = _digits(text).replace(" ", "")
    if year_first := YEAR_FIRST.match(written):
        parts = tuple(int(part) for part in year_first.groups())
    elif day_first := DAY_FIRST.match(written):
        parts = tuple(int(part) for part in reversed(day_first.groups()))
    else:
        raise Unreadable(text)
    with suppress(ValueError):
        return date(*parts)
    raise Unreadable(text)


def write_day(stored: str, language: str) -> str:
    return format_date(date.fromisoformat(stored), format="long", locale=_locale(language))


def _plain(text: str) -> str:
    """ASCII digits, one minus sign, `_` for every space or apostrophe between digits."""
    written = _digits(text).replace("\N{MINUS SIGN}", "-").strip()
    signless = re.sub(r"^([+-])\s+", r"\1", written)
    return SPACES.sub("_", signless)


def _digits(text: str) -> str:
    return "".join(str(unicodedata.decimal(sign)) if unicodedata.decimal(sign, -1) >= 0 else sign for sign in text.strip())


def _without_unit(text: str, unit: str) -> str:
    """People write the unit although it stands beside the field."""
    written = SPACES.sub(" ", text).strip()
    names = {SPACES.sub(" ", name) for name in (unit, *_signs(unit))} - {""}
    for name in sorted(names, key=len, reverse=True):
        folded, wanted = written.casefold(), name.casefold()
        if folded.endswith(wanted) and len(folded) == len(written):
            return written[: -len(name)].strip()
        if folded.startswith(wanted) and len(folded) == len(written):
            return written[len(name) :].strip()
    return written


@cache
def _signs(unit: str) -> frozenset[str]:
    if unit in ("%", "percent"):
        return frozenset({"%"})
    if re.fullmatch("[A-Z]{3}", unit):
        return frozenset(get_currency_symbol(unit, locale=language) for language in ("en", "fr", "es"))
    return frozenset()


def _decimal_sign(body: str, language: str) -> str:
    """The sign that parts whole from fraction in this number; empty when it is whole."""
    signs = [sign for sign in body if sign in ".,"]
    if not signs:
        return ""
    if len(set(signs)) == 2:
        if signs.count(signs[-1]) > 1:
            raise Unreadable(body)
        return signs[-1]
    if len(signs) > 1:
        return ""
    whole, _, fraction = body.partition(signs[0])
    is_clear = "_" in body or len(fraction) != 3 or not 1 <= len(whole) <= 3 or whole.startswith("0")
    return signs[0] if is_clear else _meant(signs[0], body, language)


def _meant(sign: str, body: str, language: str) -> str:
    """`1.234`: a thousand and more, or one and a bit?"""
    symbols = _locale(language).number_symbols["latn"]
    if sign == symbols["decimal"]:
        return sign
    if sign == symbols["group"]:
        return ""
    raise Unreadable(body)


def _ungrouped(whole: str) -> str:
    """The digits of the part before the fraction. Raise Unreadable where what looks like groups of thousands is none."""
    signs = {sign for sign in whole if sign in "._,"}
    if not signs:
        return whole
    if len(signs) > 1 or not GROUPED.match(whole.replace(signs.copy().pop(), "_")):
        raise Unreadable(whole)
    return whole.replace(signs.pop(), "")


@cache
def _locale(language: str) -> Locale:
    try:
        # British dates: the network writes for the world, not for one country.
        return Locale.parse("en_GB" if language == "en" else language.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return Locale.parse("en_GB")
