"""What a form or a browser's script sends, as changes to a sheet."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from cities.commons.instruments.actions import Change
from cities.commons.instruments.answering import Known, NotOffered, Place, Said, Typed, read_answer, said_at, typed_from
from cities.commons.instruments.queries import SheetState

Pairs = Iterable[tuple[str, str]]
# How many sendings nobody has heard back of are remembered.
MOST_SENT = 20
MINE, THEIRS = "mine", "theirs"


@dataclass(frozen=True, slots=True)
class Posted:
    """`changes`: what differs from what the page was showing. `refused`: what no form of this sheet could have sent."""

    changes: tuple[Change, ...] = ()
    refused: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Sending:
    """One sending: its fields, and those sent before for the same places without hearing back."""

    fields: Pairs
    language: str
    sent: Mapping[Place, Iterable[Pairs]] = field(default_factory=dict)


def read_changes(state: SheetState, sending: Sending, *, known: Known) -> Posted:
    """What somebody has changed. A field that says what the page was showing is none, whatever stands there now."""
    changes: list[Change] = []
    refused: list[Place] = []
    for place, typed in typed_from(sending.fields).items():
        if not typed.seen:
            continue
        said = _read(state, place, typed, language=sending.language, known=known)
        if said is None:
            refused.append(place)
            continue
        revision, mark = seen_in(typed.seen)
        decision, _, shown = typed.taken.partition(".")
        sent = list(sending.sent.get(place, ()))[-MOST_SENT:]
        # Taken back to what it was, after something else had gone out, it is a change.
        if decision == THEIRS or (said.mark == mark and decision != MINE and not sent):
            continue
        before = (_read(state, place, _typed(pairs, place), language=sending.language, known=known) for pairs in sent)
        marks = frozenset({mark, *(each.mark for each in before if each is not None)})
        seen = int(shown) if decision == MINE and shown.isdecimal() and len(shown) < 10 else revision
        changes.append(Change(place[0], said, place[1], seen=seen, known=marks))
    return Posted(tuple(changes), tuple(refused))


def seen_in(text: str) -> tuple[int, str]:
    """`3.0f9a…`: the revision and the mark of the answer a page was showing."""
    revision, _, mark = text.partition(".")
    return (int(revision) if revision.isdecimal() and len(revision) < 10 else 0), mark[:16]


def _read(state: SheetState, place: Place, typed: Typed, *, language: str, known: Known) -> Said | None:
    item = state.definition.item(place[0])
    if item is None:
        return None
    try:
        return read_answer(item, typed, language=language, known=known, before=said_at(state.answers, *place))
    except NotOffered:
        return None


def _typed(pairs: Pairs, place: Place) -> Typed:
    return typed_from(pairs).get(place, Typed())
