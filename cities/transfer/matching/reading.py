"""The traditions of law, as the shipped table sorts countries. Plain Python."""

import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

TABLE = Path(__file__).parent / "data" / "legal.toml"
NAMES = {
    "civil-french": gettext_noop("civil law after the French or Spanish codes"),
    "civil-germanic": gettext_noop("civil law after the German code"),
    "nordic": gettext_noop("Nordic law"),
    "common": gettext_noop("common law"),
    "roman-dutch": gettext_noop("Roman-Dutch law"),
}


def traditions(countries: Iterable[str]) -> frozenset[str]:
    """Those of some countries or regions by ISO 3166 code; empty for what the table does not hold."""
    return frozenset(tradition for code in countries for tradition in _by_country().get(code.upper(), ()))


def tradition_name(code: str) -> str:
    """In the active language."""
    return _(NAMES[code]) if code in NAMES else code


@cache
def _by_country() -> dict[str, tuple[str, ...]]:
    told = tomllib.loads(TABLE.read_text(encoding="utf-8"))["traditions"]
    countries = {country for listed in told.values() for country in listed}
    return {country: tuple(code for code, listed in told.items() if country in listed) for country in countries}
