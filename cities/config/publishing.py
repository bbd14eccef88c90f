"""`cities edition`: editions from the command line."""

import json
import time
from pathlib import Path
from typing import Any

import click

from cities.config.starting import ensure_tables

KINDS = ("yearbook", "activity-report")


@click.group("edition")
def edition_group() -> None:
    """Yearbooks and reports, typeset from what is recorded."""


@edition_group.command("build")
@click.argument("kind", type=click.Choice(KINDS))
@click.option("--year", type=int, required=True)
@click.option("--lang", "language", default="en", show_default=True, help="One of the languages of the edition.")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), required=True, help="A .pdf; or a .zip for the data behind it."
)
@click.option("--draft", is_flag=True, help="As it would be now, although it is published.")
@click.option("--json", "as_json", is_flag=True)
def build(kind: str, year: int, language: str, output: Path, draft: bool, as_json: bool) -> None:
    """Set the edition of KIND and year into a PDF: the published snapshot, or a preview of one in preparation."""
    ensure_tables()
    from cities.editions.models import Edition  # noqa: PLC0415 -- slow import
    from cities.editions.queries import edition_of  # noqa: PLC0415 -- slow import

    edition: Edition | None = edition_of(kind, year)
    if edition is None:
        raise click.ClickException(f"There is no {kind} of {year}. The desk prepares one: /admin/editions/")
    if language not in edition.languages:
        raise click.ClickException(f"This edition speaks {', '.join(edition.languages)}.")
    report = _built(edition, language, output, is_draft=draft)
    click.echo(json.dumps(report, ensure_ascii=False, indent=2) if as_json else _told(report))


def _built(edition: Any, language: str, output: Path, *, is_draft: bool) -> dict[str, Any]:
    from cities.editions.checking import differences, warnings  # noqa: PLC0415 -- slow import
    from cities.editions.exports import data_pack, pdf_of, preview_pdf  # noqa: PLC0415 -- slow import
    from cities.editions.queries import freeze  # noqa: PLC0415 -- slow import

    started = time.perf_counter()
    is_frozen = edition.is_public and not is_draft
    frozen = None if is_frozen else freeze(edition)
    content = frozen.content if frozen else edition.snapshot.read()
    if output.suffix == ".zip":
        if frozen:
            raise click.ClickException("The data pack is of what is published.")
        data = data_pack(edition.snapshot, language)
    else:
        data = preview_pdf(frozen, language) if frozen else pdf_of(edition.snapshot, language)
    output.write_bytes(data)
    found = differences(content)
    return {
        "edition": edition.code,
        "kind": edition.kind,
        "year": edition.year,
        "language": language,
        "state": "published" if is_frozen else "preview",
        "digest": frozen.digest if frozen else edition.snapshot.digest,
        "file": str(output),
        "bytes": len(data),
        "seconds": round(time.perf_counter() - started, 2),
        "members": len(content["members"]),
        "differences": [
            {
                "subject": each.subject,
                "stated": f"{each.stated.normalize():f}",
                "counted": f"{each.counted.normalize():f}",
                "of_parts": each.is_of_parts,
                "explained": each.is_explained,
            }
            for each in found
        ],
        "warnings": [
            {"code": each.code, "language": each.language, "field": each.field, "count": each.count} for each in warnings(content)
        ],
    }


def _told(report: dict[str, Any]) -> str:
    size, left = report["bytes"] // 1024, sum(1 for each in report["differences"] if not each["explained"])
    what = f"{report['edition']} in {report['language']} ({report['state']})"
    return "\n".join(
        [
            f"{report['file']}: {what}, {report['members']} members, {size} kB, {report['seconds']} s",
            f"{len(report['differences'])} figures differ from the count, {left} of them unexplained; {len(report['warnings'])} warnings.",
        ]
    )
