"""Language tags, their names, and which language to show a reader. No rows, no database."""

from collections.abc import Iterable
from functools import lru_cache

from babel import Locale, UnknownLocaleError
from django.conf import settings

# Languages written from right to left where the tag names no script; and the scripts that are, whatever the language.
RIGHT_TO_LEFT = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "ug", "ur", "yi"})
RIGHT_TO_LEFT_SCRIPTS = frozenset({"Adlm", "Arab", "Hebr", "Nkoo", "Syrc", "Thaa"})


def normalise_tag(tag: str) -> str:
    """`fr_ca` -> `fr-CA`, after BCP 47 (RFC 5646, section 2.1.1). Raise ValueError for what is no tag."""
    parts = tag.strip().replace("_", "-").split("-")
    if not parts[0].isalpha() or not 2 <= len(parts[0]) <= 3 or not all(part.isalnum() and len(part) <= 8 for part in parts):
        raise ValueError(f"“{tag}” is not a language tag")
    return "-".join([parts[0].lower(), *(_normalise_subtag(part) for part in parts[1:])])


def base_language(tag: str) -> str:
    return tag.split("-", 1)[0].lower()


def text_direction(tag: str) -> str:
    """`az-Arab` runs from right to left, `az` and `sd-Deva` do not."""
    script = next((part.title() for part in tag.split("-")[1:] if len(part) == 4 and part.isalpha()), "")
    is_right_to_left = script in RIGHT_TO_LEFT_SCRIPTS if script else base_language(tag) in RIGHT_TO_LEFT
    return "rtl" if is_right_to_left else "ltr"


@lru_cache(maxsize=1_000)
def language_name(tag: str, *, in_language: str | None = None) -> str:
    """The language's name in `in_language`, or its own name for itself; the tag when nobody knows one."""
    try:
        locale = Locale.parse(tag, sep="-")
        name = locale.get_display_name(in_language.replace("-", "_") if in_language else None)
    except (UnknownLocaleError, ValueError):
        return tag
    return name or tag


def fallback_chain(language: str) -> list[str]:
    """The languages to look for, best first: the reader's, its base, those near it."""
    base = base_language(language)
    chain = [language, base, *settings.FALLBACK_LANGUAGES.get(base, []), *(code for code, _ in settings.LANGUAGES)]
    return list(dict.fromkeys(chain))


def best_language(available: Iterable[str], language: str, *, original: str | None = None) -> str | None:
    """The one of `available` to show a reader of `language`; None only when there is none.

    The order: what the reader asked for, its base or sister (`pt-BR` for `pt`), the reader's other languages, the original.
    """
    known = list(available)
    by_base = {base_language(tag): tag for tag in reversed(known)}
    for wanted in fallback_chain(language):
        if wanted in known:
            return wanted
        if base_language(wanted) in by_base:
            return by_base[base_language(wanted)]
    return original if original in known else next(iter(known), None)


def _normalise_subtag(part: str) -> str:
    if len(part) == 4 and part.isalpha():
        return part.title()
    return part.upper() if len(part) == 2 else part.lower()
