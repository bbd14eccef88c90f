"""The demo network's files as plain data."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"

Entry = dict[str, Any]


@cache
def entries(folder: str, table: str) -> tuple[Entry, ...]:
    """Every `[[table]]` of the folder's files, in file order. A code used twice raises ValueError."""
    found = [entry for path in _files(folder) for entry in _read(path)[table]]
    codes = [entry["code"] for entry in found]
    twice = sorted({code for code in codes if codes.count(code) > 1})
    if twice:
        raise ValueError(f"{folder}: {', '.join(twice)} stands twice")
    return tuple(found)


@cache
def practices() -> tuple[Entry, ...]:
    return tuple(_read(path) for path in _files("practices"))


@cache
def transfers() -> tuple[Entry, ...]:
    """In the order of the files: one may follow another."""
    return tuple(_read(path) for path in _files("transfers"))


@cache
def sources() -> dict[str, Entry]:
    found: dict[str, Entry] = {}
    for path in _files("sources"):
        for code, entry in _read(path).items():
            found.setdefault(code, entry)
    return found


@cache
def survey() -> Entry:
    return _read(DATA / "surveys" / "member-survey.toml")


@cache
def comparison() -> Entry:
    return _read(DATA / "comparisons" / "urban-commons.toml")


@cache
def yearbook() -> Entry:
    return _read(DATA / "editions" / "yearbook-2021.toml")


@cache
def kits() -> tuple[Entry, ...]:
    return tuple(_read(path) for path in _files("kits"))


def _files(folder: str) -> list[Path]:
    return sorted((DATA / folder).glob("*.toml"))


def _read(path: Path) -> Entry:
    with path.open("rb") as file:
        return tomllib.load(file)
