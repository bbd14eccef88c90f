"""Coded answers as people read them and as a form shows them again."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from cities.commons.instruments.answering.answers import NO_ANSWER, NOT_APPLICABLE, Said
from cities.commons.instruments.answering.numbers import write_day, write_number
from cities.commons.instruments.answering.reading import CHOSEN, LOOKED_UP, REASON_SIGN, Known
from cities.commons.instruments.definition import ItemDefinition, OptionDefinition

NUMBERS = frozenset({"number", "whole-number", "money"})


@dataclass(frozen=True, slots=True)
class Filled:
    """What the fields of an item hold: a text, the codes that are chosen, the rows of a matrix or the places of what is ranked."""

    text: str = ""
    chosen: tuple[str, ...] = ()
    rows: Mapping[str, str] = field(default_factory=dict)
    is_not_applicable: bool = False


def filled(item: ItemDefinition, said: Said, language: str) -> Filled:
    """Reading what this shows gives the same answer again, in any language."""
    if said.absence:
        is_among_choices = item.type in CHOSEN or item.type in LOOKED_UP
        chosen = (f"{REASON_SIGN}{said.absence}",) if is_among_choices else ()
        return Filled(chosen=chosen, is_not_applicable=said.absence == NOT_APPLICABLE)
    if said.typed is not None:
        return Filled(rows=said.typed) if isinstance(said.typed, Mapping) else Filled(text=str(said.typed))
    if said.is_empty:
        return Filled()
    return _filled(item, said.value, language)


def _filled(item: ItemDefinition, value: Any, language: str) -> Filled:
    if item.type in NUMBERS:
        return Filled(text=write_number(value, language))
    if item.type in CHOSEN or item.type in LOOKED_UP:
        return Filled(chosen=(value,))
    if item.type == "matrix":
        return Filled(rows=value)
    if item.type == "rank":
        return Filled(rows={code: str(place) for place, code in enumerate(value, 1)})
    return Filled(chosen=tuple(value)) if isinstance(value, list) else Filled(text=str(value))


def in_words(item: ItemDefinition, said: Said, language: str, *, known: Known) -> str:
    """An answer as a reader of `language` understands it; lines for what has several parts."""
    if said.typed is not None:
        return str(said.typed) if not isinstance(said.typed, Mapping) else _("Two in one place")
    if said.is_empty or said.absence:
        return absence_words(said.absence)
    return _in_words(item, said.value, language, known=known)


def _in_words(item: ItemDefinition, value: Any, language: str, *, known: Known) -> str:
    if item.type == "matrix":
        return "\n".join(f"{_label(item.rows, row, language)}: {_label(item.options, code, language)}" for row, code in value.items())
    if item.type == "rank":
        return "\n".join(f"{place}. {_label(item.options, code, language)}" for place, code in enumerate(value, 1))
    if item.type in LOOKED_UP or item.type == "file":
        names = known(item)
        return "\n".join(names.get(code, code) for code in (value if isinstance(value, list) else [value]))
    return _plain_words(item, value, language)


def _plain_words(item: ItemDefinition, value: Any, language: str) -> str:
    if item.type in NUMBERS:
        return f"{write_number(value, language)} {item.unit}".strip()
    if item.type == "date":
        return write_day(value, language)
    if item.type == "yes-no":
        return yes_or_no(value)
    if item.type in ("one-of", "scale"):
        return _label(item.options, value, language)
    if item.type == "several-of":
        return "\n".join(_label(item.options, code, language) for code in value)
    return str(value)


def yes_or_no(code: str) -> str:
    return pgettext("answer", "Yes") if code == "yes" else pgettext("answer", "No")


def absence_words(absence: str) -> str:
    return {NOT_APPLICABLE: _("Does not apply"), NO_ANSWER: _("No answer")}.get(absence, "")


def _label(options: tuple[OptionDefinition, ...], code: str, language: str) -> str:
    return next((option.label.shown_in(language) for option in options if option.code == code), "") or code
