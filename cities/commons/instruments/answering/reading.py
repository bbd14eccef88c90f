"""From what was typed to a coded answer. What cannot be read is kept as typed; what no form could have sent is refused."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from cities.commons.instruments.answering.answers import NO_ANSWER, NOT_APPLICABLE, NOTHING, TYPED, Said
from cities.commons.instruments.answering.fields import Typed
from cities.commons.instruments.answering.numbers import Unreadable, read_day, read_number, write_plainly
from cities.commons.instruments.definition import ItemDefinition

# What a territory, concept, organisation or file may be: its code, and what readers call it.
Known = Callable[[ItemDefinition], Mapping[str, str]]

# Items people are not asked.
SILENT = frozenset({"note", "calculation"})
# One of a few: a radio button each. Why there is no answer stands among them.
CHOSEN = frozenset({"yes-no", "one-of", "scale"})
LOOKED_UP = frozenset({"territory", "concept", "organisation"})
YES_NO = ("yes", "no")
PUBLICATIONS = frozenset({"named", "anonymous", "private"})
# Before an absence, where codes of options are choices too.
REASON_SIGN = "#"

MOST_CHARACTERS = {"text": 1000, "long-text": 20_000}
# Beyond this nothing is kept: nobody types it.
MOST_KEPT = 100_000
UNWANTED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


class NotOffered(Exception):
    """No form of ours could have sent this."""


def read_answer(item: ItemDefinition, typed: Typed, *, language: str, known: Known, before: Said = NOTHING) -> Said:
    """Raise NotOffered for codes that are no choices, and for what is too long to be kept."""
    publication = typed.publication if item.is_personal and typed.publication in PUBLICATIONS else ""
    absence = _absence(item, typed, before)
    if absence:
        return Said(absence=absence, publication=publication)
    if typed.is_blank:
        return Said(publication=publication)
    if sum(len(value) for value in (*typed.values, *typed.rows.values())) > MOST_KEPT:
        raise NotOffered(item.code)
    value = _value(item, typed, language=language, known=known, before=before)
    return Said(None if value in ("", [], {}) else value, publication=publication)


def clean_text(text: str) -> str:
    """One form for the same words: NFC, plain line ends, nothing invisible that a database refuses."""
    plain = UNWANTED.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return unicodedata.normalize("NFC", plain).strip()


def _absence(item: ItemDefinition, typed: Typed, before: Said) -> str:
    if item.type in CHOSEN or item.type in LOOKED_UP:
        chosen = typed.values[-1] if typed.values else ""
        is_choice = chosen in {option.code for option in item.options}
        absence = "" if is_choice else chosen.removeprefix(REASON_SIGN) if chosen.startswith(REASON_SIGN) else ""
    else:
        # Ticked just now, it takes the place of what stood there; ticked before, what is typed takes its place.
        absence = typed.absence if typed.is_blank or not before.absence else ""
    offered = {NO_ANSWER, NOT_APPLICABLE} if item.allows_not_applicable else {NO_ANSWER}
    return absence if absence in offered else ""


def _value(item: ItemDefinition, typed: Typed, *, language: str, known: Known, before: Said) -> Any:
    if item.type in LOOKED_UP:
        return _one_of(item, typed, [*known(item), before.value])
    if item.type in ("number", "money", "whole-number"):
        return _number(item, typed, language)
    reader = READERS.get(item.type)
    if reader is None:
        raise NotOffered(item.code)
    return reader(item, typed)


def _text(item: ItemDefinition, typed: Typed) -> Any:
    text = clean_text(typed.values[-1])
    return text if len(text) <= MOST_CHARACTERS[item.type] else {TYPED: text}


def _number(item: ItemDefinition, typed: Typed, language: str) -> Any:
    written = clean_text(typed.values[-1])
    try:
        number = read_number(written, language, unit=item.unit)
    except Unreadable:
        return {TYPED: written}
    if item.type == "whole-number" and number != number.to_integral_value():
        return {TYPED: written}
    return write_plainly(number)


def _date(item: ItemDefinition, typed: Typed) -> Any:
    written = clean_text(typed.values[-1])
    try:
        return read_day(written).isoformat()
    except Unreadable:
        return {TYPED: written}


def _yes_or_no(item: ItemDefinition, typed: Typed) -> str:
    return _one_of(item, typed, YES_NO)


def _choice(item: ItemDefinition, typed: Typed) -> str:
    return _one_of(item, typed, _codes(item.options))


def _one_of(item: ItemDefinition, typed: Typed, codes: Iterable[Any]) -> str:
    chosen = typed.values[-1]
    if chosen not in codes:
        raise NotOffered(item.code)
    return chosen


def _several(item: ItemDefinition, typed: Typed) -> list[str]:
    """In the order of the options, so that the same choice is the same value."""
    chosen = {value for value in typed.values if value}
    codes = _codes(item.options)
    if chosen - set(codes):
        raise NotOffered(item.code)
    return [code for code in codes if code in chosen]


def _rank(item: ItemDefinition, typed: Typed) -> Any:
    """Best first; options without a place are left out. Two in one place cannot be read."""
    places = {code: place.strip() for code, place in typed.rows.items() if place.strip()}
    known = {str(number) for number in range(1, len(item.options) + 1)}
    if not places.keys() <= set(_codes(item.options)) or not set(places.values()) <= known:
        raise NotOffered(item.code)
    if len(set(places.values())) < len(places):
        return {TYPED: places}
    return sorted(places, key=lambda code: int(places[code]))


def _matrix(item: ItemDefinition, typed: Typed) -> dict[str, str]:
    rows = {row: code for row, code in typed.rows.items() if code}
    if not rows.keys() <= set(_codes(item.rows)) or not set(rows.values()) <= set(_codes(item.options)):
        raise NotOffered(item.code)
    return {code: rows[code] for code in _codes(item.rows) if code in rows}


def _codes(options: Iterable[Any]) -> list[str]:
    return [option.code for option in options]


READERS: dict[str, Callable[[ItemDefinition, Typed], Any]] = {
    "text": _text,
    "long-text": _text,
    "date": _date,
    "yes-no": _yes_or_no,
    "one-of": _choice,
    "scale": _choice,
    "several-of": _several,
    "rank": _rank,
    "matrix": _matrix,
}
