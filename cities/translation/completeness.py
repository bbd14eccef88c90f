"""How complete a record is and what it lacks. Plain Python: each kind of record says what counts and how much."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from cities.translation.languages import language_name
from cities.translation.models import Text

TRANSLATION = "translation."
TRANSLATION_WEIGHT = 2


@dataclass(frozen=True)
class Standard:
    """What a complete record of one kind has, and how much each part matters to readers.

    `words` weighs fields of the original, `facts` everything else by a code of its own; a translation into each language of the site
    should have the fields `needed`. `labels` name what is missing, by code.
    """

    words: Mapping[str, int]
    facts: Mapping[str, int]
    needed: tuple[str, ...]
    labels: Mapping[str, object]


@dataclass(frozen=True)
class Facts:
    """What one record says, by language, and has: `present` holds codes of its standard."""

    words: Mapping[str, Collection[str]]
    original: str | None
    present: Collection[str]


@dataclass(frozen=True)
class Completeness:
    """From 0 to 100; what is missing by code, what matters most first."""

    percent: int
    missing: tuple[str, ...]


def completeness(facts: Facts, standard: Standard, *, languages: Iterable[str]) -> Completeness:
    """The met share of the weight, rounded down: 100 only when nothing is missing. `languages` are those of the site.

    Codes of what is missing: `words.<field>` of the original, a code of the standard's facts, `translation.<language>`.
    """
    checks = [*_words(facts, standard), *_facts(facts, standard), *_translations(facts, standard, languages)]
    total = sum(weight for _code, _is_met, weight in checks)
    met = sum(weight for _code, is_met, weight in checks if is_met)
    missing = sorted((check for check in checks if not check[1]), key=lambda check: -check[2])
    return Completeness(percent=met * 100 // total, missing=tuple(code for code, _is_met, _weight in missing))


def missing_label(code: str, standard: Standard, *, in_language: str) -> str:
    """What `code` means, for people."""
    if code.startswith(TRANSLATION):
        return _("title and summary in %(language)s") % {"language": language_name(code.removeprefix(TRANSLATION), in_language=in_language)}
    return str(standard.labels.get(code, code))


def said_by(texts: Iterable[Text]) -> tuple[dict[str, frozenset[str]], str | None]:
    """Fields that say something, by language, and the language of the original."""
    listed = list(texts)
    words = {text.language: frozenset(field for field in text.words if getattr(text, field)) for text in listed}
    return words, next((text.language for text in listed if text.is_original), None)


Checks = list[tuple[str, bool, int]]


def _words(facts: Facts, standard: Standard) -> Checks:
    said = facts.words.get(facts.original or "", ())
    checks = [(f"words.{field}", field in said, weight) for field, weight in standard.words.items()]
    if "image" in facts.present:
        # A picture counts only with words for those who cannot see it.
        checks.append(("words.image_alt", "image_alt" in said, 1))
    return checks


def _facts(facts: Facts, standard: Standard) -> Checks:
    return [(code, code in facts.present, weight) for code, weight in standard.facts.items()]


def _translations(facts: Facts, standard: Standard, languages: Iterable[str]) -> Checks:
    others = [language for language in languages if language != facts.original]
    needed = set(standard.needed)
    return [(f"{TRANSLATION}{language}", needed <= set(facts.words.get(language, ())), TRANSLATION_WEIGHT) for language in others]
