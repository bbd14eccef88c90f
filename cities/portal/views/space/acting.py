"""Acts of the tables people work at: what a form sends is read here, and agreement is noted in one way."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from cities.portal.views.space.entering import user_of
from cities.translation.actions import Changed, NothingToTell

A = TypeVar("A", bound=Callable[..., Any])


def act_or_404(acts: Mapping[str, A], name: str) -> A:
    if name not in acts:
        raise Http404
    return acts[name]


def key_in(typed: str | None) -> UUID | None:
    """None for whatever is no key."""
    try:
        return UUID(typed or "")
    except ValueError:
        return None


def posted_key(request: HttpRequest, name: str) -> UUID | None:
    return key_in(request.POST.get(name))


def posted_number(request: HttpRequest, name: str) -> int:
    """0 for whatever is no number."""
    given = request.POST.get(name, "")
    return int(given) if given.isascii() and given.isdigit() and len(given) < 16 else 0


@dataclass(frozen=True)
class Answers:
    """What whoever agrees is told: how do you know, all have agreed, or some so far."""

    unknown: str
    told: str
    noted: str


def note_agreement(
    request: HttpRequest,
    agree: Callable[..., Any] | None,
    *,
    is_own: bool,
    is_coordinator: bool,
    is_told: Callable[[Any], bool],
    answers: Answers,
) -> None:
    """For whom one acts for; a coordinator says how they know. `is_told`: whether readers see what was agreed to, afterwards."""
    basis = request.POST.get("basis", "").strip()[:300]
    if agree is None or not (is_own or (is_coordinator and basis)):
        messages.warning(request, answers.unknown)
        return
    try:
        done = agree(by=user_of(request), basis="" if is_own else basis, seen=request.POST.get("seen"))
    except Changed:
        messages.warning(request, _("Somebody has changed what is told since you saw it. Read it again below, then agree."))
    except NothingToTell:
        messages.warning(request, _("Before anybody agrees, give it a title and a summary."))
    else:
        messages.success(request, answers.told if is_told(done) else answers.noted)
