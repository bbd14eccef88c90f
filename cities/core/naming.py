"""Codes of records, made from their names."""

from collections.abc import Callable

from anyascii import anyascii
from django.utils.text import slugify

LONGEST_CODE = 80


def free_code(name: str, *more: str, is_taken: Callable[[str], bool]) -> str:
    """A code from a name; where it is taken, `more` tells it from its namesakes before a number does."""
    base = slugify(anyascii(name))[:LONGEST_CODE].strip("-") or "record"
    tries = [base, *(f"{base}-{slugify(anyascii(each))}" for each in more if each)]
    return next((code for code in tries if not is_taken(code)), None) or numbered_code(tries[-1], is_taken=is_taken)


def numbered_code(base: str, *, is_taken: Callable[[str], bool]) -> str:
    """`base`, numbered from 2 while taken."""
    code, number = base, 1
    while is_taken(code):
        number += 1
        code = f"{base}-{number}"
    return code
