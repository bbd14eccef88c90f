"""The table both sides import: the made-up practices as somebody's spreadsheet, in English headers and many languages."""

import csv
from pathlib import Path

from babel import Locale

from bench.content import Dossier, dossiers

COUNTRIES = Locale.parse("en").territories
HEADER = ("title", "summary", "description", "problem", "results", "city", "country", "started", "ended", "status", "themes", "language")


def write_rows(path: Path, count: int) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADER)
        writer.writerows(row(told) for told in dossiers(count))


def row(told: Dossier) -> tuple[str, ...]:
    """In the language of the practice itself."""
    words = told.texts[told.original]
    description = "\n\n".join(words[field] for field in ("action", "co_construction", "success_factors", "obstacles", "transferability"))
    town = told.towns[0]
    return (
        words["title"],
        words["summary"],
        description,
        words["problem"],
        words["results"],
        town.name,
        COUNTRIES[town.country],
        str(told.started),
        str(told.ended or ""),
        told.status,
        "; ".join(theme_name(theme) for theme in told.themes),
        told.original,
    )


def theme_name(code: str) -> str:
    return code.replace("-", " ").capitalize()
