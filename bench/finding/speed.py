"""How long a whole answer takes with many passages: query encoded, words, meanings, topics, facets, words to show."""

from collections.abc import Callable, Mapping, Sequence
from statistics import quantiles
from typing import Any

from bench.databases import database_folder
from bench.finding.judging import judged_queries
from bench.machine import machine_line
from bench.sides import running
from bench.table import aligned

Progress = Callable[[str], None]
# Passages a practice of the made-up network has, about.
PASSAGES_A_PRACTICE = 12.5
ASKED, CLIENTS = 150, 10
HEADER = ("passages", "records", "ms p50", "p95", "cached p50", "p95", "narrowed p95", f"{CLIENTS} clients p95", "first s", "peak MiB")


def measure_speed(sizes: Sequence[int], *, progress: Progress) -> dict[str, Any]:
    """In the embedded tier, one process, warm. Vectors are made up, but for the query's."""
    texts = [query.text for query in judged_queries()][:: max(1, len(judged_queries()) // ASKED)][:ASKED]
    told: dict[str, Any] = {"sizes": {}}
    for size in sizes:
        folder = database_folder("ours", round(size / PASSAGES_A_PRACTICE), progress=progress)
        with running("ours", folder) as worker:
            told["machine"] = machine_line(worker.ask("versions"))
            progress(f"making vectors for some {size:,} passages")
            made = worker.ask("make_vectors")
        with running("ours", folder) as worker:
            progress("asking")
            first = worker.ask("time_start")["seconds"]
            fresh = worker.ask("time_queries", queries=texts, is_cached=False)
            cached = worker.ask("time_queries", queries=texts, is_cached=True)
            narrowed = worker.ask("time_queries", queries=texts, is_cached=False, narrowed=True)
        with running("ours", folder) as worker:
            worker.ask("time_start")
            parallel = worker.ask("time_parallel", queries=texts, clients=CLIENTS)
        told["sizes"][size] = {
            **made,
            "first": first,
            "fresh": _spread(fresh["took"]),
            "cached": _spread(cached["took"]),
            "narrowed": _spread(narrowed["took"]),
            "parallel": _spread(parallel["took"]),
            "peak": fresh["peak"],
        }
    return told


def speed_lines(told: Mapping[str, Any]) -> list[str]:
    rows = [
        (
            f"{each['passages']:,}",
            f"{each['records']:,}",
            *(f"{value:.0f}" for name in ("fresh", "cached") for value in each[name]),
            f"{each['narrowed'][1]:.0f}",
            f"{each['parallel'][1]:.0f}",
            f"{each['first']:.1f}",
            f"{each['peak']:.0f}",
        )
        for each in told["sizes"].values()
    ]
    return ["", f"Whole answers of the search, embedded tier, wall time\n{told['machine']}", aligned([HEADER, *rows])]


def _spread(took: Sequence[float]) -> tuple[float, float]:
    """Median and 95th percentile."""
    cuts = quantiles(took, n=20)
    return cuts[9], cuts[18]
