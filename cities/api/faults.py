"""What can be wrong with a request, said so that one can mend it."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from cities.api.schemas.answers import ParameterFault, Problem
from cities.api.schemas.parameters import COUNTRY_PATTERN, TAG_PATTERN

# By pydantic's type of error, or one of ours (schemas/parameters.py).
MESSAGES = {
    "unknown_parameter": _("There is no such parameter."),
    "given_twice": _("This parameter may be given once only."),
    "null_character": _("This value holds a character that no text has."),
    "moment_out_of_range": _("This time lies outside the years 2000 to 2200."),
    "int_parsing": _("This must be a whole number."),
    "int_parsing_size": _("This number is too large."),
    "greater_than_equal": _("This must be at least %(ge)s."),
    "less_than_equal": _("This must be at most %(le)s."),
    "string_too_long": _("This must have at most %(max_length)s characters."),
    "string_too_short": _("This must have at least %(min_length)s characters."),
    "too_long": _("This may be repeated at most %(max_length)s times."),
    "literal_error": _("This is none of the values allowed."),
    "datetime_parsing": _("This is not a time such as 2026-01-31T12:00:00Z."),
    "datetime_from_date_parsing": _("This is not a time such as 2026-01-31T12:00:00Z."),
}
PATTERNS = {
    TAG_PATTERN: _("This is not a language tag such as “fr” or “pt-BR”."),
    COUNTRY_PATTERN: _("This is not a country code of two letters, such as “SN”."),
}
OTHERWISE = _("This value cannot be used.")


class WrongParameter(Exception):
    """A value that is well formed but means nothing here; `allowed` are the values it could have, where they are few."""

    def __init__(self, parameter: str, value: str, *, allowed: Iterable[str] | None = None) -> None:
        super().__init__(parameter, value)
        self.parameter = parameter
        self.value = value
        self.allowed = None if allowed is None else sorted(allowed)


def wrong_values(errors: Iterable[Mapping[str, Any]]) -> Problem:
    """Faults the parameter schemas found, in words."""
    return _problem([fault for error in errors for fault in _faults(error)])


def unknown_value(error: WrongParameter) -> Problem:
    message = _("“%(value)s” is not known here.") % {"value": error.value}
    return _problem([ParameterFault(parameter=error.parameter, message=str(message), allowed=error.allowed)])


def _faults(error: Mapping[str, Any]) -> list[ParameterFault]:
    details = error.get("ctx") or {}
    message = str(MESSAGES.get(error["type"]) or PATTERNS.get(details.get("pattern", ""), OTHERWISE)) % details
    if error["type"] == "unknown_parameter":
        return [ParameterFault(parameter=name, message=message, allowed=details["known"]) for name in details["names"]]
    return [ParameterFault(parameter=details.get("name") or _name(error["loc"]), message=message, allowed=_allowed(details))]


def _problem(faults: list[ParameterFault]) -> Problem:
    return Problem(detail=" ".join(_sentence(fault) for fault in faults), errors=faults)


def _sentence(fault: ParameterFault) -> str:
    if fault.allowed is None:
        return f"{fault.parameter}: {fault.message}"
    allowed = _("Allowed: %(values)s.") % {"values": ", ".join(fault.allowed)}
    return f"{fault.parameter}: {fault.message} {allowed}"


def _name(location: Sequence[str | int]) -> str:
    """`("query", "parameters", "kind", 0)` -> `kind`."""
    return next((part for part in reversed(location) if isinstance(part, str)), "")


def _allowed(details: Mapping[str, Any]) -> list[str] | None:
    """pydantic lists them in prose: `'title', '-title' or 'since'`."""
    expected = details.get("expected")
    return re.findall(r"'([^']*)'", expected) if isinstance(expected, str) else None
