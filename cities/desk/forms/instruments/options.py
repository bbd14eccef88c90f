"""Choices as lines people type: `code | words`, one a line; in other languages the same codes with other words."""

from collections.abc import Iterable, Mapping

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from cities.commons.instruments.definition import OptionDefinition, Wording
from cities.core.naming import numbered_code
from cities.desk.codes import derived_code


def option_lines(options: Iterable[OptionDefinition], language: str) -> str:
    return "\n".join(f"{option.code} | {option.label.words.get(language, '')}".rstrip() for option in options)


def options_in(texts: Mapping[str, str], original: str) -> tuple[OptionDefinition, ...]:
    """The choices said by these lines, by language. A line of the original without a code gets one from its words.

    Raises ValidationError for a code a translation has and the original has not.
    """
    codes = _coded(texts.get(original, ""))
    words: dict[str, dict[str, str]] = {code: {original: label} if label else {} for code, label in codes.items()}
    for language, text in texts.items():
        if language == original:
            continue
        for code, label in _lines(text):
            if code not in words:
                raise ValidationError(_("The choice “%(code)s” is not in the list of the original.") % {"code": code or label})
            if label:
                words[code][language] = label
    return tuple(OptionDefinition(code, Wording(said, original)) for code, said in words.items())


def _lines(text: str) -> list[tuple[str, str]]:
    """Code and words of each line; no code where there is no `|`."""
    found = []
    for line in text.splitlines():
        code, sign, label = line.partition("|")
        if line.strip():
            found.append((code.strip(), label.strip()) if sign else ("", line.strip()))
    return found


def _coded(text: str) -> dict[str, str]:
    codes: dict[str, str] = {}
    for code, label in _lines(text):
        made = code or numbered_code(derived_code([label]).replace("-", "_")[:60] or "choice", is_taken=codes.__contains__)
        if made in codes:
            raise ValidationError(_("The code “%(code)s” is there twice.") % {"code": made})
        codes[made] = label
    return codes
