"""The judged queries put to each way of finding, over the demo network."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bench.content import ROOT
from bench.finding.judging import JudgedQuery
from bench.finding.plain_words import PlainWords
from bench.sides import Worker, environment, running

Progress = Callable[[str], None]
# The first records found, best first, by id of the query.
Answers = Mapping[str, Sequence[str]]
Documents = Sequence[Mapping[str, str]]
OURS = {
    "words only": {"words": 4.5},
    "meaning only": {"meaning": 0.5, "lead": 0.4, "second": 0.15},
    "meaning and topics": {"meaning": 0.5, "lead": 0.4, "second": 0.15, "topics": 1.7},
    "all": {},
}


@contextmanager
def asking_ours(*, progress: Progress) -> Iterator[Worker]:
    """Our worker over the demo network, in a folder of its own, gone afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        progress("loading the demo network")
        _load_demo(Path(folder))
        with running("ours", Path(folder)) as worker:
            yield worker


def answers_by_way(worker: Worker, queries: Sequence[JudgedQuery], documents: Documents, *, progress: Progress) -> dict[str, Answers]:
    """Plain FTS5 and ours, each with only some of its signals and with all."""
    found: dict[str, Answers] = {"plain FTS5": PlainWords(documents).answers(queries)}
    for way, weights in OURS.items():
        progress(f"asking {len(queries)} queries: {way}")
        found[f"ours: {way}"] = worker.ask("rank", queries=as_asked(queries), weights=weights)["found"]
    return found


def wagtail_answers(queries: Sequence[JudgedQuery], documents: Documents, *, progress: Progress) -> Answers:
    progress("asking Wagtail's own search")
    with tempfile.TemporaryDirectory() as folder, running("plain", Path(folder)) as worker:
        worker.ask("build", count=0)
        found: Answers = worker.ask("find", documents=documents, queries=as_asked(queries))["found"]
    return found


def as_asked(queries: Sequence[JudgedQuery]) -> list[dict[str, Any]]:
    return [{"id": query.id, "text": query.text, "language": query.language} for query in queries]


def _load_demo(folder: Path) -> None:
    command = [sys.executable, "-m", "cities"]
    surroundings = environment("ours", folder, os.environ)
    for order in (("demo", "--load-only"), ("manage", "rebuild_index", "--encode")):
        subprocess.run([*command, *order], cwd=ROOT, env=surroundings, check=True, stdout=subprocess.DEVNULL)
