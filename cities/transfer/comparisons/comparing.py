"""How the cells of one criterion stand to each other. Plain values, no rows, no database."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from cities.commons.instruments.answering import NO_ANSWER, Said


class Standing(StrEnum):
    """What a row says as a whole."""

    SAME = "same"
    DIFFERS = "differs"
    # The known ones agree, but somewhere it is not known.
    OPEN = "open"
    UNKNOWN = "unknown"
    # Sentences: they are read, not compared.
    WORDS = "words"


@dataclass(frozen=True, slots=True)
class Row:
    """One criterion over all subjects: how it stands, and how many know it. `shared` are the codes everybody known has chosen."""

    standing: Standing
    known: int
    shared: frozenset[str] = frozenset()


def is_known(said: Said) -> bool:
    """“Does not apply” is known; no answer, and what could not be read, is not."""
    return not said.is_empty and said.absence != NO_ANSWER and said.typed is None


def compared(cells: Sequence[Said], *, is_words: bool = False) -> Row:
    """An empty cell agrees with nothing and differs from nothing."""
    known = [said for said in cells if is_known(said)]
    if not known:
        return Row(Standing.UNKNOWN, 0)
    if is_words:
        return Row(Standing.WORDS, len(known))
    shared = frozenset.intersection(*(_codes(said.value) for said in known))
    if len({_statement(said) for said in known}) > 1:
        return Row(Standing.DIFFERS, len(known), shared)
    return Row(Standing.SAME if len(known) == len(cells) else Standing.OPEN, len(known), shared)


def stands_out(said: Said, beside: Said) -> bool:
    """Whether a cell says something else than the one it is read beside; what is not known does not."""
    return is_known(said) and is_known(beside) and _statement(said) != _statement(beside)


def counted(rows: Iterable[Row]) -> Mapping[Standing, int]:
    """How many rows stand in each way; every way is there."""
    found = dict.fromkeys(Standing, 0)
    for row in rows:
        found[row.standing] += 1
    return found


def _codes(value: Any) -> frozenset[str]:
    return frozenset(value) if isinstance(value, list) else frozenset()


def _statement(said: Said) -> str:
    """Without what may be done with it. The order of a choice says nothing; the order of a ranking comes as it is stored."""
    return Said(said.value, said.absence).mark
