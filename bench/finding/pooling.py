"""What is still to be judged: the first answers of every way of finding, united by need, less what was judged already.

An answer nobody judged counts as not relevant, which is unfair to whatever finds what the judge overlooked. So the judge is shown them
(“pooling”, Spärck Jones and van Rijsbergen 1975; what TREC does), without who found them or at which place.
"""

import random
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from bench.finding.asking import Answers, Progress, answers_by_way, asking_ours, wagtail_answers
from bench.finding.judging import DEPTH, SEED, JudgedQuery, judged_queries, judged_zeros

# In which language a record is shown: the first of these it is written in, else any.
SHOWN_IN = ("en", "fr", "es")


@dataclass(frozen=True)
class Unjudged:
    """A record as the judge reads it. Nothing says who found it."""

    record: str
    title: str
    summary: str


@dataclass(frozen=True)
class Pool:
    """One need, its queries, and what is to be judged for it, in an order that means nothing."""

    need: str
    queries: Sequence[str]
    unjudged: Sequence[Unjudged]


def pool(*, progress: Progress) -> list[Pool]:
    """Every need with something to judge. In a folder of its own, gone afterwards."""
    queries = judged_queries()
    with asking_ours(progress=progress) as worker:
        documents = worker.ask("documents")["documents"]
        found = answers_by_way(worker, queries, documents, progress=progress)
    found["Wagtail's search"] = wagtail_answers(queries, documents, progress=progress)
    return pools(queries, found.values(), shown=_shown(documents), zeros=judged_zeros())


def pools(
    queries: Sequence[JudgedQuery],
    found: Iterable[Answers],
    *,
    shown: Mapping[str, Unjudged],
    zeros: Mapping[str, Collection[str]],
) -> list[Pool]:
    """`found`: the answers to each query, by each way; `zeros`: records judged to be worth nothing, by need."""
    asked: dict[str, list[JudgedQuery]] = defaultdict(list)
    for query in queries:
        asked[query.need].append(query)
    ways = list(found)
    told = []
    for need, some in asked.items():
        answered = {record for answers in ways for query in some for record in answers[query.id][:DEPTH]}
        records = sorted(answered - set(some[0].grades) - set(zeros.get(need, ())))
        # Drawn by need, so that what is judged of one leaves the order of the others as it was.
        random.Random(f"{SEED} {need}").shuffle(records)  # noqa: S311 -- an order, no secret
        told.append(Pool(need, [query.text for query in some], [shown[record] for record in records]))
    return [each for each in told if each.unjudged]


def pool_lines(told: Sequence[Pool]) -> list[str]:
    count = sum(len(each.unjudged) for each in told)
    lines = [f"{count} records to judge for {len(told)} needs; no order, no matter who found them."]
    for each in told:
        lines += ["", f"## {each.need}", *(f"> {text}" for text in each.queries)]
        lines += [f"{one.record} | {one.title} | {one.summary}" for one in each.unjudged]
    return lines


def _shown(documents: Sequence[Mapping[str, str]]) -> dict[str, Unjudged]:
    texts: dict[str, dict[str, Mapping[str, str]]] = defaultdict(dict)
    for document in documents:
        texts[document["key"]][document["language"]] = document
    chosen = {record: next((some[each] for each in SHOWN_IN if each in some), next(iter(some.values()))) for record, some in texts.items()}
    return {record: Unjudged(record, text["title"], " ".join(text["summary"].split())) for record, text in chosen.items()}
