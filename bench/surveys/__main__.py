"""`script/bench surveys`: 10,000 sheets of 60 questions counted, ours beside a query an item through the ORM, in the same run."""

import argparse
import json
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import Any

from bench.machine import machine_line
from bench.sides import WorkerFailed, running
from bench.table import aligned

SHEETS, ITEMS, RUNS = 10_000, 60, 5
PROMISE = 1.0
HEADER = ("way", "s wall", "s CPU", "peak MiB", "answers counted")


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="script/bench surveys", description=__doc__)
    parser.add_argument("--sheets", type=int, default=SHEETS)
    parser.add_argument("--items", type=int, default=ITEMS)
    parser.add_argument("--json", action="store_true", help="print every figure as JSON")
    wishes = parser.parse_args(argv)
    try:
        told = measure(wishes.sheets, wishes.items)
    except WorkerFailed as failure:
        print(failure, file=sys.stderr)
        return 1
    print(json.dumps(told, indent=2) if wishes.json else "\n".join(lines(told)))
    return 0


def measure(sheets: int, items: int) -> dict[str, Any]:
    """Each way in a process of its own, on the same database."""
    with tempfile.TemporaryDirectory() as folder:
        with running("ours", Path(folder)) as worker:
            print(f"… making {sheets:,} sheets of {items} answers", file=sys.stderr)
            made = worker.ask("build_survey", sheets=sheets, items=items)
            machine = machine_line(worker.ask("versions"))
        with running("ours", Path(folder)) as worker:
            ours = [worker.ask("count_sheets") for _run in range(RUNS)]
        with running("ours", Path(folder)) as worker:
            plain = [worker.ask("count_by_item") for _run in range(2)]
    return {**made, "machine": machine, "ours": ours, "plain": plain}


def lines(told: dict[str, Any]) -> list[str]:
    rows = [_row("ours: one pass over frozen sheets", told["ours"]), _row("plain: a query an item", told["plain"])]
    took, plain = _typical(told["ours"], "wall"), _typical(told["plain"], "wall")
    verdict = "kept" if took < PROMISE else "missed"
    return [
        f"{told['sheets']:,} sheets of {told['items']} questions counted, medians\n{told['machine']}",
        aligned([HEADER, *rows]),
        f"Target: under {PROMISE:.0f} s: {verdict}. Ratio: {plain / took:.1f} times as fast.",
    ]


def _row(way: str, runs: Sequence[dict[str, Any]]) -> tuple[str, ...]:
    peak = max(run["peak"] for run in runs)
    return way, f"{_typical(runs, 'wall'):.2f}", f"{_typical(runs, 'cpu'):.2f}", f"{peak:.0f}", f"{runs[0]['counted']:,}"


def _typical(runs: Sequence[dict[str, Any]], figure: str) -> float:
    return median(run[figure] for run in runs)


if __name__ == "__main__":
    sys.exit(main())
