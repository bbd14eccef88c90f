"""The judged set and what is measured on it. No database."""

import math
import random
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean

JUDGEMENTS = Path(__file__).parent.parent / "judgements" / "queries.toml"
ZEROS = JUDGEMENTS.with_name("zeros.toml")
DEPTH = 10
# Which needs nobody looks at while weights are chosen. Drawn once, by need, so that no wording of a need is in both parts.
SEED = 20261122
UNSEEN_SHARE = 1 / 3
DRAWINGS = 2_000


@dataclass(frozen=True)
class JudgedQuery:
    """`grades`: what each record is worth as an answer, 1 to 3, by `kind:code`."""

    id: str
    language: str
    type: str
    need: str
    text: str
    grades: Mapping[str, int]
    is_unseen: bool


@dataclass(frozen=True)
class Score:
    """How one answer did. Each from 0 to 1."""

    ndcg: float
    reciprocal_rank: float
    hit_in_five: float


def judged_queries(path: Path = JUDGEMENTS) -> list[JudgedQuery]:
    told = tomllib.loads(path.read_text(encoding="utf-8"))["query"]
    needs = sorted({query["need"] for query in told})
    unseen = set(random.Random(SEED).sample(needs, round(len(needs) * UNSEEN_SHARE)))  # noqa: S311 -- a drawing, no secret
    return [JudgedQuery(**query, is_unseen=query["need"] in unseen) for query in told]


def judged_zeros(path: Path = ZEROS) -> dict[str, set[str]]:
    """By need: records somebody read and found not relevant. They score like those nobody read, but need no second reading."""
    told = tomllib.loads(path.read_text(encoding="utf-8"))
    return {need: {f"{kind}:{code}" for kind, codes in by_kind.items() for code in codes.split()} for need, by_kind in told.items()}


def scored(found: Sequence[str], grades: Mapping[str, int]) -> Score:
    """nDCG@10 with gains 2^grade - 1 (Burges 2005); rank of the first and hits in five count answers that are clearly useful (2 or
    more; 1 or more where nothing better exists)."""
    ideal = sorted(grades.values(), reverse=True)[:DEPTH]
    useful = min(2, max(grades.values()))
    ranks = [place for place, record in enumerate(found, start=1) if grades.get(record, 0) >= useful]
    return Score(
        ndcg=_gain([grades.get(record, 0) for record in found[:DEPTH]]) / _gain(ideal),
        reciprocal_rank=1 / ranks[0] if ranks else 0.0,
        hit_in_five=float(bool(ranks) and ranks[0] <= 5),
    )


def mean(scores: Iterable[Score]) -> Score:
    every = list(scores)
    return Score(
        fmean(score.ndcg for score in every),
        fmean(score.reciprocal_rank for score in every),
        fmean(score.hit_in_five for score in every),
    )


def between(by_need: Mapping[str, Sequence[float]]) -> tuple[float, float]:
    """Between which means 95 of 100 drawings of as many needs lie (bootstrap; Efron 1979): how much depends on which needs were chosen.

    Whole needs are drawn, for wordings of one need fail together.
    """
    draw, needs = random.Random(SEED), sorted(by_need)  # noqa: S311 -- a drawing, no secret
    means = sorted(fmean(value for need in draw.choices(needs, k=len(needs)) for value in by_need[need]) for _ in range(DRAWINGS))
    return means[round(DRAWINGS * 0.025)], means[round(DRAWINGS * 0.975)]


def _gain(grades: Iterable[int]) -> float:
    return sum((2**grade - 1) / math.log2(place + 1) for place, grade in enumerate(grades, start=1))
