"""What is wrong or missing, in words that say what to do. Nothing here stops anyone from going on; submitting asks for all of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from cities.commons.instruments.answering.answers import NOT_APPLICABLE, Answers, Place, Said, repetitions_of, said_at
from cities.commons.instruments.answering.asking import Asking, Spot, spots, value_in_expressions
from cities.commons.instruments.answering.numbers import write_number
from cities.commons.instruments.answering.reading import MOST_CHARACTERS
from cities.commons.instruments.definition import Definition
from cities.commons.instruments.expressions import holds


@dataclass(frozen=True, slots=True)
class Fault:
    """`is_missing`: nothing is wrong yet, an answer is still to come."""

    section: str
    place: Place
    message: str
    is_missing: bool = False


def faults(definition: Definition, answers: Answers, asked: Asking, *, language: str, today: date) -> tuple[Fault, ...]:
    """In the order of the form; of what is asked only."""
    return faults_at(spots(definition, answers), answers, asked, language=language, today=today)


def faults_at(form: Iterable[Spot], answers: Answers, asked: Asking, *, language: str, today: date) -> tuple[Fault, ...]:
    found = (_fault(spot, answers, asked, language=language, today=today) for spot in form if asked.is_asked(spot))
    return tuple(fault for fault in found if fault)


def _fault(spot: Spot, answers: Answers, asked: Asking, *, language: str, today: date) -> Fault | None:
    said = said_at(answers, *spot.place)
    wrong = _what_is_wrong(spot, said, asked, language=language, today=today)
    if wrong:
        return Fault(spot.section.code, spot.place, wrong)
    if is_required(spot, asked, today=today) and _is_missing(spot, said, answers):
        return Fault(spot.section.code, spot.place, _missing_words(spot), is_missing=True)
    return None


def is_required(spot: Spot, asked: Asking, *, today: date) -> bool:
    return bool(spot.item.required.strip()) and holds(spot.item.required, asked.values_at(spot), today=today)


def is_blank_repetition(spot: Spot, answers: Answers) -> bool:
    """Nobody has written anything in this repetition of a group: it is not there."""
    return spot.group is not None and all(said_at(answers, inner.code, spot.repetition).is_empty for inner in spot.group.items)


def _is_missing(spot: Spot, said: Said, answers: Answers) -> bool:
    if not spot.is_question:
        return spot.item.type == "repeat" and not any(
            not is_blank_repetition(Spot(spot.section, spot.item.items[0], number, spot.item), answers)
            for number in repetitions_of(answers, spot.item.code)
            if spot.item.items
        )
    if is_blank_repetition(spot, answers):
        return False
    if spot.item.type == "matrix" and isinstance(said.value, Mapping):
        return len(said.value) < len(spot.item.rows)
    return said.is_empty or (bool(said.absence) and said.absence != NOT_APPLICABLE)


def _what_is_wrong(spot: Spot, said: Said, asked: Asking, *, language: str, today: date) -> str:
    if said.typed is not None:
        return unreadable_words(spot.item.type, language)
    if said.is_empty or said.absence or not spot.item.constraint.strip():
        return ""
    this = value_in_expressions(spot.item, said)
    if holds(spot.item.constraint, asked.values_at(spot), this=this, today=today):
        return ""
    return spot.item.constraint_message.shown_in(language) or _("This answer is not accepted. Please check it.")


def unreadable_words(kind: str, language: str) -> str:
    """Why what was typed could not be read, with an example as the language writes it."""
    if kind in ("number", "money"):
        return _("Write a number in figures, for example %(example)s.") % {"example": write_number("1234.5", language)}
    if kind == "whole-number":
        return _("Write a whole number in figures, for example %(example)s.") % {"example": write_number("12", language)}
    if kind == "date":
        return _("Write a day, month and year that exist, for example 31/12/2026.")
    if kind == "rank":
        return _("Two of these have the same place. Give each its own.")
    return _("This is too long. Please keep it under %(count)s characters.") % {
        "count": write_number(str(MOST_CHARACTERS.get(kind, 1000)), language)
    }


def _missing_words(spot: Spot) -> str:
    if spot.item.type == "matrix":
        return _("Please answer every line.")
    if spot.item.type in ("one-of", "scale", "yes-no", "several-of", "territory", "concept", "organisation"):
        return _("Please choose an answer.")
    if spot.item.type == "file":
        return _("Please add a file.")
    return _("Please answer this question.")
