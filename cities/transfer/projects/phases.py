"""The four phases of a transfer: what to ask on entering one, how long it is suggested to take, what to have when leaving it.

Understanding, adapting and preparing follow the months European pilot networks were given (6, 9, 3); re-use is looked at again
after a year.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from cities.transfer.projects.moments import first_day, months_after

UNDERSTAND, ADAPT, PREPARE, REUSE = CODES = ("understand", "adapt", "prepare", "re-use")


@dataclass(frozen=True)
class Guide:
    """What a phase is for. `questions` are asked on entering; `criteria`, by code, are ticked before leaving."""

    code: str
    label: Any
    aim: Any
    months: int
    questions: tuple[Any, ...]
    criteria: tuple[tuple[str, Any], ...]


GUIDES: dict[str, Guide] = {
    UNDERSTAND: Guide(
        UNDERSTAND,
        _("understand"),
        _("Know the practice and the people behind it, and whether it answers a need here."),
        6,
        (
            _("What does the practice solve where it comes from, and is that the need here?"),
            _("Who at the origin answers questions, and how much time have they?"),
            _("Who here has to agree before anything can begin?"),
        ),
        (
            ("read", _("The dossier of the origin has been read and talked over with those who carry the practice.")),
            ("group", _("A local group with several kinds of actors meets.")),
            ("plan", _("It is written down what must be kept and what must change.")),
        ),
    ),
    ADAPT: Guide(
        ADAPT,
        _("adapt"),
        _("Change what has to change here, and say why."),
        9,
        (
            _("Which laws, institutions or habits are different here?"),
            _("What must not change, or it would be another practice?"),
            _("Which words and materials have to be written anew?"),
        ),
        (
            ("reasons", _("Each change is recorded with its reason.")),
            ("materials", _("The materials exist in the language of those who use them.")),
            ("carrier", _("It is clear who carries the practice in law.")),
        ),
    ),
    PREPARE: Guide(
        PREPARE,
        _("prepare"),
        _("Try it on a small scale, with those who will run it."),
        3,
        (
            _("Where will it be tried first, with whom, for how many weeks?"),
            _("Who pays for the trial, and for what comes after it?"),
            _("How will you know that it works?"),
        ),
        (
            ("agreement", _("Those who take part have agreed on what each of them brings.")),
            ("people", _("The people who will run it are trained.")),
            ("pilot", _("At least one pilot has ended, and its result is written down.")),
        ),
    ),
    REUSE: Guide(
        REUSE,
        _("re-use"),
        _("The practice is in use here: count it, learn from it, hand it on."),
        12,
        (
            _("Who looks after it when the project is over?"),
            _("How is its use counted, year by year?"),
            _("Who could take it up next?"),
        ),
        (
            ("counted", _("Its use has been counted for at least one year.")),
            ("lessons", _("The lessons are written down for those who come next.")),
            ("evaluated", _("Each kind of actor has said how it went.")),
        ),
    ),
}


@dataclass(frozen=True)
class Stay:
    """A phase a transfer was or is in; moments as far as they are known. `due_on` where somebody has set a day."""

    phase: str
    began: str = ""
    ended: str = ""
    due_on: date | None = None


def due_day(stay: Stay) -> date | None:
    """When a phase should be over: the day set, else its suggested months after it began; None when nobody knows."""
    if stay.due_on or not stay.began or stay.phase not in GUIDES:
        return stay.due_on
    return months_after(first_day(stay.began), GUIDES[stay.phase].months)


def next_phase(phase: str) -> str:
    """The phase that follows; empty after the last."""
    place = CODES.index(phase) + 1
    return CODES[place] if place < len(CODES) else ""


def is_late(stay: Stay, *, today: date) -> bool:
    """Whether a phase goes on past its day. Re-use has no end: past its day it is looked at again, which is not late."""
    due = due_day(stay)
    return stay.phase != REUSE and not stay.ended and due is not None and due < today


def unmet(phase: str, met: Iterable[str]) -> tuple[str, ...]:
    """Codes of what is still to be had before leaving."""
    known = set(met)
    return tuple(code for code, _label in GUIDES[phase].criteria if code not in known)
