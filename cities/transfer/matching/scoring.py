"""How well something fits a need: each thing that speaks for it from 0 to 1, one sum. Plain arithmetic, no database.

What each counts is in WEIGHTS and nowhere else: a desk page shows this table, and how the score of every match came about.
`script/bench matching` says what the weights achieve.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import log10
from typing import TypeVar

T = TypeVar("T")

# What it is about decides; the rest chooses among what is about the same.
WEIGHTS: Mapping[str, float] = {
    # Meaning and words, as the search ranks them: 1 for the nearest of all.
    "subject": 1.0,
    # The concepts the need names, or their neighbours.
    "concepts": 0.08,
    # How alike the two sides are.
    "actor": 0.015,
    "territory": 0.015,
    "size": 0.01,
    "law": 0.01,
    "region": 0.01,
    # Whether it can be read and somebody spoken with.
    "language": 0.025,
    "spoken": 0.02,
    # What is known of it.
    "results": 0.02,
    "adopted": 0.03,
    "fresh": 0.01,
    "reachable": 0.025,
}
# Below this share of what the nearest has in common with the need, nothing else makes up for it.
LEAST_SUBJECT = 0.5
# A concept next to the one that is named counts so much.
SAME, NARROWER, BROADER, BESIDE = 1.0, 0.8, 0.4, 0.25
# The rest of what concepts count comes with a second one.
FIRST_NAMED = 0.75
# In so many tenfold steps of inhabitants two places are no longer alike.
SIZE_STEPS = 1.0
# Adoptions after which another tells little more.
MANY_ADOPTIONS = 3
# Years after which something that has ended is half as fresh.
HALF_LIFE = 8
# How much worse something may be to be let forward because it is from elsewhere, or in another language.
LET_FORWARD = 0.12
SAME_IN_A_ROW = 2


@dataclass(frozen=True)
class Side:
    """What is known of one side: the member that looks for something, or who has done it.

    `places` are codes of territories with all they lie in; `kinds` those of the territories themselves.
    """

    actors: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()
    regions: frozenset[str] = frozenset()
    laws: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()
    population: int | None = None


@dataclass(frozen=True)
class Scored:
    """`signals` from 0 to 1 by the names of WEIGHTS."""

    signals: Mapping[str, float] = field(default_factory=dict)

    @property
    def score(self) -> float:
        return sum(added(self.signals).values())


def added(signals: Mapping[str, float]) -> dict[str, float]:
    """What each signal adds to the score, in the order of the table."""
    return {name: weight * signals.get(name, 0.0) for name, weight in WEIGHTS.items()}


def likeness(ours: Side, theirs: Side) -> dict[str, float]:
    """How alike two sides are. What is not known of one of them says nothing."""
    return {
        "actor": float(bool(ours.actors & theirs.actors)),
        "territory": float(bool(ours.kinds & theirs.kinds)),
        "size": same_size(ours.population, theirs.population),
        "law": float(bool(ours.laws & theirs.laws)),
        "region": 1.0 if ours.countries & theirs.countries else 0.6 * bool(ours.regions & theirs.regions),
    }


def same_size(ours: int | None, theirs: int | None) -> float:
    """1 for as many inhabitants, 0 for ten times as many; 0 where a number is missing."""
    if not ours or not theirs:
        return 0.0
    return max(0.0, 1.0 - abs(log10(ours) - log10(theirs)) / SIZE_STEPS)


@dataclass(frozen=True)
class Near:
    """How near the concepts something has are to those a need names, from 0 to 1; the nearest one, and how it stands to the named:
    same, narrower, broader, beside; empty where none is near."""

    share: float = 0.0
    concept: str = ""
    how: str = ""


def nearness(
    named: Iterable[str], held: Iterable[str], *, broader: Mapping[str, str | None], rarity: Callable[[str], float] = lambda key: 0.0
) -> Near:
    """`broader` gives the concept above each. Of concepts as near the rarer is told; a second named one that is near counts too."""
    having = sorted(held)
    nearest: list[tuple[float, float, str, str]] = []
    for wanted in sorted(named):
        standing = ((*_standing(wanted, concept, broader), concept) for concept in having)
        found = [(share, rarity(concept), concept, how) for share, how, concept in standing if share]
        nearest += [max(found)] if found else []
    if not nearest:
        return Near()
    shares = sorted((share for share, *_rest in nearest), reverse=True)
    share = shares[0] * FIRST_NAMED + (shares[1] if len(shares) > 1 else 0.0) * (1 - FIRST_NAMED)
    _share, _rare, concept, how = max(nearest)
    return Near(share, concept, how)


def _standing(wanted: str, concept: str, broader: Mapping[str, str | None]) -> tuple[float, str]:
    if concept == wanted:
        return SAME, "same"
    above, over = broader.get(concept), broader.get(wanted)
    if above == wanted:
        return NARROWER, "narrower"
    if over == concept:
        return BROADER, "broader"
    return (BESIDE, "beside") if above and above == over else (0.0, "")


def freshness(year: int | None, *, now: int, is_running: bool) -> float:
    """1 for what still runs or began this year, half after HALF_LIFE years; a quarter where nobody knows."""
    if year is None:
        return 0.25
    age = max(0, now - year)
    faded: float = 0.5 ** (age / HALF_LIFE)
    return max(faded, 0.5 if is_running else 0.0)


def adoption(times: int) -> float:
    return min(times, MANY_ADOPTIONS) / MANY_ADOPTIONS


def first_ones(ranked: Sequence[tuple[T, float]], *, most: int, of: Callable[[T], Iterable[Hashable]]) -> list[T]:
    """The best, best first; where others are almost as good no country and no organisation comes more than twice."""
    left = sorted(ranked, key=lambda pair: -pair[1])
    chosen: list[T] = []
    seen: dict[Hashable, int] = {}
    while left and len(chosen) < most:
        near = [number for number, (_, score) in enumerate(left) if score >= left[0][1] - LET_FORWARD]
        best = min(near, key=lambda number: (sum(seen.get(trait, 0) >= SAME_IN_A_ROW for trait in of(left[number][0])), number))
        taken, _score = left.pop(best)
        for trait in of(taken):
            seen[trait] = seen.get(trait, 0) + 1
        chosen.append(taken)
    return chosen
