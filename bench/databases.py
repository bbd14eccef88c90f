"""Databases of both sides: built once for a state of the code and a size, kept for the next run."""

import hashlib
import os
import shutil
import tempfile
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

from bench.content import ROOT
from bench.sides import running

# What a stored network depends on: who makes it up, who writes it, and the tables it is written into.
INGREDIENTS = ("bench/content.py", "bench/phrases.toml", "bench/ours/*.py", "bench/plain/models.py", "bench/plain/side.py")
TABLES = ("cities/**/migrations/*.py", "bench/plain/migrations/*.py", "cities/commons/vocabulary/schemes/*.ttl", "cities/**/passages.py")
NAMES = {"ours": "cities.sqlite3", "plain": "plain.sqlite3"}

Progress = Callable[[str], None]


def cache_folder() -> Path:
    """Beside the site's data when a place for them is named, else among the temporary files of this user."""
    named = os.environ.get("CITIES_DATA_DIR")
    return Path(named).absolute() / "bench" if named else Path(tempfile.gettempdir()) / f"cities-bench-{os.getuid()}"


def database_folder(side: str, count: int, *, progress: Progress) -> Path:
    """Where the data of a side with so many practices is; built now when it is not there or another code built it."""
    kept = cache_folder()
    folder = kept / f"{side}-{count}-{state_of_code()}"
    if not (folder / NAMES[side]).exists():
        progress(f"building {side} with {count:,} practices (kept in {kept} for the next run)")
        for outdated in kept.glob(f"{side}-{count}-*"):
            shutil.rmtree(outdated)
        _build(side, count, folder)
    return folder


def copied(side: str, folder: Path, into: Path) -> Path:
    """A copy to write into, so that every run begins with the same database."""
    into.mkdir(parents=True)
    shutil.copyfile(folder / NAMES[side], into / NAMES[side])
    return into


def state_of_code() -> str:
    known = hashlib.sha256(f"{version('django')} {version('wagtail')}".encode())
    for pattern in (*INGREDIENTS, *TABLES):
        for path in sorted(ROOT.glob(pattern)):
            known.update(path.read_bytes())
    return known.hexdigest()[:12]


def _build(side: str, count: int, folder: Path) -> None:
    """In a folder of its own first: a build that was stopped half-way must not be taken for a whole one."""
    unfinished = folder.with_name(f".{folder.name}.{os.getpid()}")
    unfinished.mkdir(parents=True)
    try:
        with running(side, unfinished) as worker:
            worker.ask("build", count=count)
        unfinished.rename(folder)
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
