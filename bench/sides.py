"""The two sides as the measuring program sees them: each a worker process with its own Django, spoken to over pipes."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.content import ROOT

SIDES = ("ours", "plain")
SETTINGS = {"ours": "cities.config.settings", "plain": "bench.plain.settings"}


class WorkerFailed(Exception):
    """A worker ended before it answered; what it said went to standard error."""


@dataclass(frozen=True)
class Worker:
    """One side, ready for commands."""

    side: str
    process: "subprocess.Popen[str]"

    def ask(self, do: str, **order: Any) -> dict[str, Any]:
        """Send a command and wait for its answer. Raises WorkerFailed."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        try:
            self.process.stdin.write(json.dumps({"do": do, **order}) + "\n")
            self.process.stdin.flush()
        except BrokenPipeError:
            raise WorkerFailed(f"The worker of “{self.side}” is gone; it was to {do}.") from None
        line = self.process.stdout.readline()
        if not line:
            raise WorkerFailed(f"The worker of “{self.side}” ended without an answer to {do}.")
        answer: dict[str, Any] = json.loads(line)
        return answer


@contextmanager
def running(side: str, folder: Path, *, database: str = "") -> Iterator[Worker]:
    """A fresh worker on the data in `folder`, or in a database server, ended when the block is left."""
    command = [sys.executable, "-m", "bench.worker", side]
    surroundings = environment(side, folder, os.environ) | ({"CITIES_DATABASE_URL": database} if database else {})
    # Leaving the block closes both pipes, at which the worker ends.
    with subprocess.Popen(command, cwd=ROOT, env=surroundings, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8") as process:
        yield Worker(side, process)


def environment(side: str, folder: Path, given: Mapping[str, str]) -> dict[str, str]:
    """The surroundings of a worker: none of the operator's own settings, so that every run measures the same site."""
    kept = {name: value for name, value in given.items() if not name.startswith("CITIES_")}
    own = {
        "ours": {"CITIES_DATA_DIR": str(folder), "CITIES_SECRET_KEY": "only for measurements"},
        "plain": {"BENCH_PLAIN_DIR": str(folder)},
    }
    # Strings are hashed alike in every run: sets and dictionaries then cost the same.
    shared = {"DJANGO_SETTINGS_MODULE": SETTINGS[side], "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": "0"}
    return {**kept, **own[side], **shared}
