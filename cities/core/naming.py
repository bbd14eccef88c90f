"""Codes of records, made from their names."""

from collections.abc import Callable

from anyascii import anyascii
from django.utils.text import slugify

LONGEST_CODE = 80


def free_code(name: str, *more: str, is_taken: Callable[[str], bool]) -> str:
    """A code from a name; where it is taken, `more` tells it from its namesakes before a number does."""
    base = slugify(anyascii(name))[:LONGEST_CODE].strip("-") or "record"
    tries = [base, *(f"{base}-{slugify(anyascii(each))}" for each in more if each)]
    numbered = (f"{tries[-1]}-{number}" for number in range(2, 100_000))
    return next(code for code in (*tries, *numbered) if not is_taken(code))
