"""How good an answer is: three signals, one sum. Plain arithmetic, no database.

A meaning counts by how far it stands out among all passages of its language (z), words by the share of the query they carry, concepts by
how near the record's are to those the query names. What is added for each is in WEIGHTS and nowhere else; `script/bench search` says
what they achieve.
"""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from itertools import takewhile
from math import sqrt
from operator import attrgetter
from typing import Any, NamedTuple, TypeVar

import numpy as np
import numpy.typing as npt

T = TypeVar("T")
# A number for each record; whether for each; and which records, by their places.
Floats = npt.NDArray[np.floating[Any]]
Flags = npt.NDArray[np.bool_]
Places = npt.NDArray[np.integer[Any]]


@dataclass(frozen=True)
class Weights:
    # The nearest passage; what the record is about; and the second nearest: it is about that, and does not only mention it.
    meaning: float = 0.5
    lead: float = 0.4
    second: float = 0.15
    words: float = 4.5
    # Concepts the query names, and those it means.
    concepts: float = 2.4
    topics: float = 1.7
    places: float = 6.0
    # A name typed as it is: before everything else.
    name: float = 6.0
    # What is asked for most is something that was done: then what was written, then who is there.
    kind: float = 1.0
    worth: float = 0.15
    fresh: float = 0.1


WEIGHTS = Weights()
# A concept is meant when it stands out by more than this; the second of a record's concepts that is meant counts so much.
MEANT = 1.0
SECOND_TOPIC = 0.3
# How near a concept of the record is to the one the query names.
EXACT, NARROWER, BROADER = 1.0, 0.9, 0.35
# What every record has is still a reason, if a small one.
LEAST_RARITY = 0.05
# An answer with less than this share of what the best has is none; nor is one whose meaning alone stands out by less than this.
LEAST_SHARE = 0.4
LEAST = 1.9
HAS_THE_WORDS = 0.5
# Places in which languages and territories take turns, and how much worse an answer may be to be let forward.
FIRST = 10
LET_FORWARD = 0.25
SAME_IN_A_ROW = 2


class Signals(NamedTuple):
    """What speaks for a record. `meaning`, `lead`, `second` and `topics` in deviations, the others from 0 to 1."""

    meaning: float = 0.0
    lead: float = 0.0
    second: float = 0.0
    words: float = 0.0
    concepts: float = 0.0
    topics: float = 0.0
    places: float = 0.0
    name: float = 0.0
    kind: float = 0.0
    worth: float = 0.0
    fresh: float = 0.0


SIGNALS = tuple(Signals.__annotations__)
_values = attrgetter(*SIGNALS)


def added(signals: Signals, weights: Weights = WEIGHTS) -> dict[str, float]:
    """What each signal adds to the score."""
    return {name: getattr(weights, name) * getattr(signals, name) for name in SIGNALS}


def answers(table: Floats, *, allowed: Flags, weights: Weights = WEIGHTS) -> tuple[Places, Floats]:
    """Which of many records answer, best first, and what they score; without those far behind the best, unless they have the words.

    `table` has shape (signals, records); `allowed` says of each record whether it may be an answer.
    """
    said = dict(zip(SIGNALS, table, strict=True))
    scores = np.array(_values(weights)) @ table
    # Something must speak for it besides what it is worth by itself.
    told = (said["meaning"] >= LEAST) | np.logical_or.reduce([said[name] > 0 for name in ("name", "words", "concepts", "places")])
    found = np.flatnonzero(told & allowed)
    least = scores[found].max(initial=0.0) * LEAST_SHARE
    kept = found[(scores[found] >= least) | (said["words"][found] >= HAS_THE_WORDS)]
    best = kept[np.argsort(-scores[kept], kind="stable")]
    return best, scores[best]


def varied(ranked: Sequence[tuple[T, float]], *, of: Callable[[T], Iterable[Hashable]]) -> list[tuple[T, float]]:
    """The first answers reordered so that no territory or language fills them, where others are almost as good."""
    left = list(ranked)
    chosen: list[tuple[T, float]] = []
    seen: dict[Hashable, int] = {}
    while left and len(chosen) < FIRST:
        near = takewhile(lambda pair: pair[1][1] >= left[0][1] - LET_FORWARD, enumerate(left))
        best = min((number for number, _ in near), key=lambda number: (_repeats(of(left[number][0]), seen), number))
        taken = left.pop(best)
        for trait in of(taken[0]):
            seen[trait] = seen.get(trait, 0) + 1
        chosen.append(taken)
    return chosen + left


def _repeats(traits: Iterable[Hashable], seen: dict[Hashable, int]) -> int:
    return sum(1 for trait in traits if seen.get(trait, 0) >= SAME_IN_A_ROW)


def concept_strength(z: float, rarity: float, *, telling: float = 1.0) -> float:
    """How much a concept is meant that stands out by so many deviations; rarity and how much it tells from 0 to 1."""
    return max(0.0, z - MEANT) * sqrt(rarity) * telling


def named_strength(rarity: float, *, telling: float = 1.0) -> float:
    """How much it tells of a record that it has a subject a query names; both from 0 to 1."""
    return max(rarity, LEAST_RARITY) * telling


def together(strengths: Iterable[float]) -> float:
    """What several things named in a query weigh together: two that a record has both say more than one, not twice as much."""
    return sqrt(sum(strength * strength for strength in strengths))


def topic_strengths(strengths: Floats, *, begins: Places) -> Floats:
    """How much the concepts of each record are meant: the two that are meant most, shape (records,).

    `strengths`: how much each of its concepts is meant, record after record, at least one each; `begins`: where each record's begin.
    """
    first = np.maximum.reduceat(strengths, begins)
    is_first = strengths == np.repeat(first, np.diff(begins, append=len(strengths)))
    others = np.maximum.reduceat(np.where(is_first, 0.0, strengths), begins)
    # Two that are meant alike are the first and the second.
    second = np.where(np.add.reduceat(is_first, begins, dtype=np.intp) > 1, first, others)
    return first + second * SECOND_TOPIC


def freshness(year: int | None, *, now: int) -> float:
    """1 for this year, half after five, 0 where nobody knows."""
    return 0.0 if year is None else 0.5 ** (max(0, now - year) / 5)
