"""A sheet's answers as one document: what was submitted, as it was. Analyses and editions read it.

    {"items": {code: ANSWER}, "groups": {group: [{code: ANSWER}, …]}}
    ANSWER = {"value": …, "absence": "", "publication": "", "language": ""}

Every item that was asked has an answer, with the absence `no-answer` where nothing was said. What was not asked has none, whatever was
once written there. Repetitions of a group in which nothing was said are left out.
"""

from typing import Any

from cities.commons.instruments.answering.answers import NO_ANSWER, UNANSWERED, Answers, Stored
from cities.commons.instruments.answering.asking import Asking, Spot, spots
from cities.commons.instruments.answering.checking import is_blank_repetition
from cities.commons.instruments.definition import Definition

Document = dict[str, Any]


def freeze(definition: Definition, answers: Answers, asked: Asking) -> Document:
    items: dict[str, Document] = {}
    groups: dict[str, dict[int, dict[str, Document]]] = {}
    for spot in spots(definition, answers):
        if not asked.is_asked(spot) or spot.item.type == "note":
            continue
        if spot.item.type == "repeat":
            groups[spot.item.code] = {}
        elif spot.group is None:
            items[spot.item.code] = _answer(spot, answers, asked)
        elif not is_blank_repetition(spot, answers):
            groups[spot.group.code].setdefault(spot.repetition, {})[spot.item.code] = _answer(spot, answers, asked)
    return {"items": items, "groups": {code: list(repetitions.values()) for code, repetitions in groups.items()}}


def _answer(spot: Spot, answers: Answers, asked: Asking) -> Document:
    if spot.item.type == "calculation":
        return _document(asked.calculated.get(spot.place, "") or None, UNANSWERED)
    stored = answers.get(spot.place, UNANSWERED)
    return _document(None if stored.said.is_empty else stored.said.value, stored)


def _document(value: Any, stored: Stored) -> Document:
    return {
        "value": value,
        "absence": "" if value is not None else stored.said.absence or NO_ANSWER,
        "publication": stored.said.publication,
        "language": stored.language if value is not None else "",
    }
