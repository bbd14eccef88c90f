"""One side of the comparison in a process of its own: obeys commands that come as lines of JSON, answers in kind.

`python -m bench.worker ours` or `plain`; the settings and the data folder come with the environment (sides.py).
"""

import importlib
import json
import os
import sys
from collections.abc import Callable
from typing import Any

from bench.memory import peak_mebibytes
from bench.visits import profile_visit, visit

Answer = dict[str, Any]


def main(side: str) -> None:
    # Whatever a library prints must not end up among the answers.
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    import django

    django.setup()
    commands = _commands(side)
    for line in sys.stdin:
        order = json.loads(line)
        print(json.dumps(commands[order.pop("do")](**order)), file=answers, flush=True)


def _commands(side: str) -> dict[str, Callable[..., Answer]]:
    sided = importlib.import_module(f"bench.{side}.side")
    return {
        **_finding_commands(side),
        **_survey_commands(side),
        **_matching_commands(side),
        "build": sided.build,
        "prepare": sided.prepare,
        "import": sided.import_rows,
        "address": lambda number: {"id": sided.identifier(number)},
        "visit": visit,
        "profile": profile_visit,
        "memory": lambda: {"peak": peak_mebibytes()},
        "versions": _versions,
    }


def _finding_commands(side: str) -> dict[str, Callable[..., Answer]]:
    finding = importlib.import_module(f"bench.{side}.finding")
    if side == "plain":
        return {"find": finding.find}
    names = ("documents", "forget_concepts", "make_vectors", "time_queries", "time_start", "time_parallel")
    return {"rank": finding.rank_queries, **{name: getattr(finding, name) for name in names}}


def _survey_commands(side: str) -> dict[str, Callable[..., Answer]]:
    if side == "plain":
        return {}
    surveys = importlib.import_module("bench.ours.surveys")
    return {name: getattr(surveys, name) for name in ("build_survey", "count_sheets", "count_by_item")}


def _matching_commands(side: str) -> dict[str, Callable[..., Answer]]:
    if side == "plain":
        return {}
    matching = importlib.import_module("bench.ours.matching")
    return {name: getattr(matching, name) for name in ("match_judged", "match_all")}


def _versions() -> Answer:
    import sqlite3

    import django
    import wagtail

    return {"sqlite": sqlite3.sqlite_version, "driver": sqlite3.__name__, "django": django.__version__, "wagtail": wagtail.__version__}


if __name__ == "__main__":
    main(sys.argv[1])
