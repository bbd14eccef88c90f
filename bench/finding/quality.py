"""How well the judged queries are answered over the demo network, by each way of finding."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from bench.finding.asking import Answers, Progress, answers_by_way, as_asked, asking_ours, wagtail_answers
from bench.finding.judging import JudgedQuery, Score, between, judged_queries, mean, scored
from bench.table import aligned

LANGUAGES = ("en", "fr", "es", "ko", "pt", "ca")
# Only these have enough texts in the demo to be told apart.
DOCUMENTS = ("en", "fr", "es", "ko")
# Shares of the records that lose their concepts: a network seldom has all it holds catalogued.
STRIPPED = {0.5: "half not catalogued", 1.0: "none catalogued"}
HEADER = ("way of finding", "queries", "nDCG@10", "MRR", "hit@5", *LANGUAGES)


def measure_quality(*, progress: Progress) -> dict[str, Any]:
    """Scores by way, part (seen or unseen while weights were chosen) and language. In a folder of its own, gone afterwards."""
    queries = judged_queries()
    with asking_ours(progress=progress) as worker:
        documents = worker.ask("documents")["documents"]
        ours = answers_by_way(worker, queries, documents, progress=progress)
        across = worker.ask("rank", queries=as_asked(queries), weights={}, documents=DOCUMENTS)["found"]
        for share, words in STRIPPED.items():
            progress(f"asking {len(queries)} queries: {words}")
            worker.ask("forget_concepts", share=share)
            ours[f"ours: all, {words}"] = worker.ask("rank", queries=as_asked(queries), weights={})["found"]
    found = {"Wagtail's search": wagtail_answers(queries, documents, progress=progress), **ours}
    return {
        "ways": {way: _by_part(queries, answers) for way, answers in found.items()},
        "between": {part: _between(some, found["ours: all"]) for part, some in _parts(queries).items()},
        "across": _across(queries, across),
        "spread": _spread(queries, found["ours: all"]),
    }


def quality_lines(told: Mapping[str, Any]) -> list[str]:
    lines = ["Judged queries over the demo network; a third of the needs, drawn once, was not looked at while weights were chosen."]
    for part in ("seen", "unseen", "every"):
        rows = [(way, *_cells(parts[part])) for way, parts in told["ways"].items()]
        least, most = told["between"][part]
        lines += ["", f"{part} queries", aligned([HEADER, *rows])]
        lines.append(f"“all” with as many needs drawn anew from these: nDCG@10 between {least:.3f} and {most:.3f} in 95 of 100 drawings")
    rows = [(query, *(f"{told['across'][query][each]:.2f}" for each in DOCUMENTS)) for query in LANGUAGES]
    lines += ["", "nDCG@10 of “all” by language of the query (down) and of the records (across; those written in others left out)"]
    lines.append(aligned([("", *DOCUMENTS), *rows]))
    each_asked = ", ".join(f"{each} {told['spread'][each]:.3f}" for each in DOCUMENTS)
    lines += ["", f"The same {told['spread']['needs']} needs asked in each of four languages, nDCG@10: {each_asked}"]
    return lines


def _parts(queries: Sequence[JudgedQuery]) -> dict[str, Sequence[JudgedQuery]]:
    return {"seen": [one for one in queries if not one.is_unseen], "unseen": [one for one in queries if one.is_unseen], "every": queries}


def _by_part(queries: Sequence[JudgedQuery], found: Answers) -> dict[str, Any]:
    return {part: _figures(some, found) for part, some in _parts(queries).items()}


def _between(queries: Sequence[JudgedQuery], found: Answers) -> tuple[float, float]:
    by_need: dict[str, list[float]] = defaultdict(list)
    for query in queries:
        by_need[query.need].append(scored(found[query.id], query.grades).ndcg)
    return between(by_need)


def _figures(queries: Sequence[JudgedQuery], found: Answers) -> dict[str, Any]:
    scores = {query.id: scored(found[query.id], query.grades) for query in queries}
    middle = mean(scores.values())
    by_language: dict[str, list[Score]] = defaultdict(list)
    for query in queries:
        by_language[query.language].append(scores[query.id])
    return {
        "queries": len(queries),
        "ndcg": middle.ndcg,
        "mrr": middle.reciprocal_rank,
        "hit": middle.hit_in_five,
        **{language: mean(by_language[language]).ndcg if by_language[language] else None for language in LANGUAGES},
    }


def _cells(figures: Mapping[str, Any]) -> Iterable[str]:
    yield str(figures["queries"])
    for name in ("ndcg", "mrr", "hit", *LANGUAGES):
        yield "–" if figures[name] is None else f"{figures[name]:.3f}"


def _across(queries: Sequence[JudgedQuery], found: Mapping[str, Mapping[str, Sequence[str]]]) -> dict[str, dict[str, float]]:
    """Each document language by itself: records originally in it, as if there were no others."""
    told: dict[str, dict[str, float]] = {}
    for language in LANGUAGES:
        told[language] = {}
        for document in DOCUMENTS:
            originals = set(found["originals"][document])
            pairs = [(query, {record: grade for record, grade in query.grades.items() if record in originals}) for query in queries]
            asked = [(query, grades) for query, grades in pairs if query.language == language and grades]
            told[language][document] = mean(scored(found[document][query.id], grades) for query, grades in asked).ndcg
    return told


def _spread(queries: Sequence[JudgedQuery], found: Answers) -> dict[str, float]:
    """The same needs, asked in the four languages of the network."""
    asked: dict[str, dict[str, list[JudgedQuery]]] = defaultdict(lambda: defaultdict(list))
    for query in queries:
        asked[query.need][query.language].append(query)
    needs = [by_language for by_language in asked.values() if all(by_language[language] for language in DOCUMENTS)]
    told = {
        language: mean(scored(found[query.id], query.grades) for by_language in needs for query in by_language[language]).ndcg
        for language in DOCUMENTS
    }
    return {"needs": len(needs), **told}
