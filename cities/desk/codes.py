"""The code of a record: the last part of its address. Plain Python."""

import re
from collections.abc import Iterable

from django.utils.text import slugify

LONGEST = 100


def derived_code(titles: Iterable[str]) -> str:
    """From the first title that has Latin letters; empty when none has, as in a record written in Korean only."""
    codes = (slugify(title)[:LONGEST].strip("-") for title in titles)
    return next((code for code in codes if code), "")


def is_derived(code: str, titles: Iterable[str]) -> bool:
    """Whether nobody chose this code: it comes from the titles, perhaps numbered."""
    base = derived_code(titles)
    return not code or bool(base and re.fullmatch(rf"{re.escape(base)}(-\d+)?", code))
