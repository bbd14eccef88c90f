"""The judged needs and what is measured on them. No database."""

import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean

JUDGEMENTS = Path(__file__).parent.parent / "judgements" / "needs.toml"
FIRST = 5


@dataclass(frozen=True)
class JudgedNeed:
    """`right`: codes of the practices that solve it. Those not `seen` were not looked at while weights were chosen."""

    id: str
    language: str
    teller: str
    seen: bool
    text: str
    right: tuple[str, ...]


@dataclass(frozen=True)
class Score:
    """Each from 0 to 1: whether a right practice is among the first five, how early the first is, the share of right ones there."""

    hit: float
    reciprocal_rank: float
    recall: float


def judged_needs(path: Path = JUDGEMENTS) -> list[JudgedNeed]:
    told = tomllib.loads(path.read_text(encoding="utf-8"))["need"]
    return [JudgedNeed(**{**need, "right": tuple(need["right"])}) for need in told]


def scored(found: Sequence[str], right: Sequence[str]) -> Score:
    first = found[:FIRST]
    ranks = [place for place, code in enumerate(first, start=1) if code in right]
    return Score(float(bool(ranks)), 1 / ranks[0] if ranks else 0.0, len(ranks) / min(len(right), FIRST))


def mean(scores: Iterable[Score]) -> Score:
    every = list(scores)
    return Score(*(fmean(getattr(score, name) for score in every) for name in ("hit", "reciprocal_rank", "recall")))
