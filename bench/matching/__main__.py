"""`script/bench matching [quality|speed]`: judged needs over the demo network, matching beside word search alone and meaning alone;
and all matches of 500 members' needs against 10,000 practices."""

import argparse
import json
import shutil
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from statistics import quantiles
from typing import Any

from bench.databases import database_folder
from bench.finding.asking import asking_ours
from bench.machine import machine_line
from bench.matching.judging import JudgedNeed, judged_needs, mean, scored
from bench.sides import WorkerFailed, running
from bench.table import aligned

PARTS = ("quality", "speed")
PRACTICES, MEMBERS, ALONE = 10_000, 500, 40
LEAST_HIT, MOST_SECONDS, MOST_MILLISECONDS = 0.85, 60.0, 300.0
LANGUAGES = ("en", "fr", "es", "ko")
COLUMNS = ("hit", "mrr", "recall", *LANGUAGES)
HEADER = ("way", "needs", "right in first 5", "MRR", "recall@5", *LANGUAGES)


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="script/bench matching", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"{' or '.join(PARTS)}; both when none is named")
    parser.add_argument("--practices", type=int, default=PRACTICES)
    parser.add_argument("--members", type=int, default=MEMBERS)
    parser.add_argument("--json", action="store_true", help="print every figure as JSON")
    wishes = parser.parse_args(argv)
    if unknown := set(wishes.parts) - set(PARTS):
        parser.error(f"unknown: {', '.join(sorted(unknown))}; known: {', '.join(PARTS)}")
    told: dict[str, Any] = {}
    try:
        for part in wishes.parts or PARTS:
            told[part] = measure_quality() if part == "quality" else measure_speed(wishes.practices, wishes.members)
            if not wishes.json:
                print("\n".join(quality_lines(told[part]) if part == "quality" else speed_lines(told[part])), flush=True)
    except WorkerFailed as failure:
        print(failure, file=sys.stderr)
        return 1
    if wishes.json:
        print(json.dumps(told, indent=2))
    return 0


def measure_quality() -> dict[str, Any]:
    needs = judged_needs()
    with asking_ours(progress=_tell) as worker:
        _tell(f"matching {len(needs)} needs")
        found = worker.ask("match_judged", needs=[asdict(need) for need in needs])["found"]
    parts = {"seen": [need for need in needs if need.seen], "unseen": [need for need in needs if not need.seen], "every": needs}
    return {part: {way: _figures(some, answers) for way, answers in found.items()} for part, some in parts.items()}


def quality_lines(told: Mapping[str, Any]) -> list[str]:
    lines = ["Judged needs over the demo network: the practices proposed. A third was not looked at while weights were chosen."]
    for part, ways in told.items():
        rows = [(way, str(told_of["needs"]), *(_cell(told_of[name]) for name in COLUMNS)) for way, told_of in ways.items()]
        lines += ["", f"{part} needs", aligned([HEADER, *rows])]
    kept = "kept" if told["unseen"]["matching"]["hit"] >= LEAST_HIT else "missed"
    return [*lines, "", f"Target: a right practice among the first five for {LEAST_HIT:.0%} of the unseen needs: {kept}."]


def measure_speed(practices: int, members: int) -> dict[str, Any]:
    """Vectors of the practices are made up, those of the needs are not: each is encoded."""
    built = database_folder("ours", practices, progress=_tell)
    texts = [need.text for need in judged_needs()]
    with tempfile.TemporaryDirectory() as folder:
        # The needs are written into a copy: other measurements use what was built.
        own = Path(folder) / "ours"
        shutil.copytree(built, own)
        with running("ours", own) as worker:
            _tell("making vectors")
            made = worker.ask("make_vectors")
            machine = machine_line(worker.ask("versions"))
        with running("ours", own) as worker:
            _tell(f"telling needs of {members} members and matching them")
            told = worker.ask("match_all", texts=texts, members=members, alone=ALONE)
    return {"practices": practices, "machine": machine, **made, **told}


def speed_lines(told: Mapping[str, Any]) -> list[str]:
    cuts = quantiles(told["alone"], n=20)
    row = (
        f"{told['practices']:,}",
        f"{told['passages']:,}",
        f"{told['needs']:,}",
        f"{told['matches']:,}",
        f"{told['seconds']:.1f}",
        f"{told['processor']:.1f}",
        f"{cuts[9]:.0f}",
        f"{cuts[18]:.0f}",
    )
    all_kept = "kept" if told["seconds"] < MOST_SECONDS else "missed"
    one_kept = "kept" if cuts[18] < MOST_MILLISECONDS else "missed"
    return [
        f"All needs matched, one process, by the clock\n{told['machine']}",
        aligned([("practices", "passages", "needs", "matches", "s all", "s CPU", "ms one p50", "p95"), row]),
        f"Targets: all in {MOST_SECONDS:.0f} s: {all_kept}; one in {MOST_MILLISECONDS:.0f} ms (p95): {one_kept}.",
    ]


def _figures(needs: Sequence[JudgedNeed], found: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    scores = {need.id: scored(found[need.id], need.right) for need in needs}
    middle = mean(scores.values())
    by_language = {language: [scores[need.id] for need in needs if need.language == language] for language in LANGUAGES}
    hits = {language: mean(some).hit if some else None for language, some in by_language.items()}
    return {"needs": len(needs), "hit": middle.hit, "mrr": middle.reciprocal_rank, "recall": middle.recall, **hits}


def _cell(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


def _tell(line: str) -> None:
    print(f"… {line}", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
