"""How long a whole answer takes with many passages: query encoded, words, meanings, topics, facets, words to show."""

import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from statistics import quantiles
from tempfile import TemporaryDirectory
from typing import Any

import psycopg

from bench.databases import database_folder
from bench.finding.judging import judged_queries
from bench.machine import machine_line
from bench.servers import postgres_address
from bench.sides import running
from bench.table import aligned

Progress = Callable[[str], None]
# Passages a practice of the made-up network has, about.
PASSAGES_A_PRACTICE = 16
ASKED, CLIENTS = 75, 10
HEADER = (
    "tier",
    "passages",
    "records",
    "ms p50",
    "p95",
    "cpu p50",
    "cached p50",
    "p95",
    "narrowed p95",
    f"{CLIENTS} clients p95",
    "first s",
    "MiB",
    "own MiB",
    "load",
)


def measure_speed(sizes: Sequence[int], *, progress: Progress, with_postgres: bool = True) -> dict[str, Any]:
    """One process, warm. Vectors are made up, but for the query's. Memory is that of a worker after its searches."""
    texts = [query.text for query in judged_queries()][:: max(1, len(judged_queries()) // ASKED)][:ASKED]
    told: dict[str, Any] = {"tiers": []}
    for size in sizes:
        folder = database_folder("ours", round(size / PASSAGES_A_PRACTICE), progress=progress)
        with running("ours", folder) as worker:
            told["machine"] = machine_line(worker.ask("versions"))
        told["tiers"].append({"tier": "embedded", **_measured(folder, "", texts=texts, progress=progress)})
    for size in sizes if with_postgres else ():
        address = _postgres_with(round(size / PASSAGES_A_PRACTICE), progress=progress)
        with TemporaryDirectory() as folder:
            told["tiers"].append({"tier": "PostgreSQL", **_measured(Path(folder), address, texts=texts, progress=progress)})
    return told


def _postgres_with(practices: int, *, progress: Progress) -> str:
    """A database of its own with so many practices."""
    address = postgres_address()
    name = f"bench_{practices}"
    progress(f"building ours with {practices:,} practices in PostgreSQL")
    with psycopg.connect(address, autocommit=True) as server:
        server.execute(f"DROP DATABASE IF EXISTS {name}")
        server.execute(f"CREATE DATABASE {name}")
    own = address.replace("/postgres?", f"/{name}?") if "?" in address else f"{address.rpartition('/')[0]}/{name}"
    with TemporaryDirectory() as folder, running("ours", Path(folder), database=own) as worker:
        worker.ask("build", count=practices)
    return own


def _measured(folder: Path, database: str, *, texts: list[str], progress: Progress) -> dict[str, Any]:
    with running("ours", folder, database=database) as worker:
        progress("making vectors")
        made = worker.ask("make_vectors")
    with running("ours", folder, database=database) as worker:
        progress("asking")
        first = worker.ask("time_start")["seconds"]
        cached = worker.ask("time_queries", queries=texts, is_cached=True)
        narrowed = worker.ask("time_queries", queries=texts, is_cached=False, narrowed=True)
        fresh = worker.ask("time_queries", queries=texts, is_cached=False)
    with running("ours", folder, database=database) as worker:
        worker.ask("time_start")
        worker.ask("time_queries", queries=texts, is_cached=True)
        parallel = worker.ask("time_parallel", queries=texts, clients=CLIENTS)
    return {
        **made,
        "first": first,
        "fresh": _spread(fresh["took"]),
        "processor": _spread(fresh["processor"]),
        "cached": _spread(cached["took"]),
        "narrowed": _spread(narrowed["took"]),
        "parallel": _spread(parallel["took"]),
        "memory": fresh["memory"],
        "load": os.getloadavg()[0],
    }


def speed_lines(told: Mapping[str, Any]) -> list[str]:
    rows = [
        (
            each["tier"],
            f"{each['passages']:,}",
            f"{each['records']:,}",
            *(f"{value:.0f}" for value in each["fresh"]),
            f"{each['processor'][0]:.0f}",
            *(f"{value:.0f}" for value in each["cached"]),
            f"{each['narrowed'][1]:.0f}",
            f"{each['parallel'][1]:.0f}",
            f"{each['first']:.1f}",
            *(f"{value:.0f}" for value in each["memory"]),
            f"{each['load']:.1f}",
        )
        for each in told["tiers"]
    ]
    return ["", f"Whole answers of the search, by the clock\n{told['machine']}", aligned([HEADER, *rows])]


def _spread(took: Sequence[float]) -> tuple[float, float]:
    """Median and 95th percentile."""
    cuts = quantiles(took, n=20)
    return cuts[9], cuts[18]
