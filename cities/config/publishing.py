"""`cities edition`: editions from the command line."""

import json
import time
from pathlib import Path
from typing import Any

import click

from cities.config.starting import ensure_tables

KINDS = ("yearbook", "activity-report", "kit")
FORMATS = ("pdf", "epub", "folder", "data")


@click.group("edition")
def edition_group() -> None:
    """Yearbooks, reports and kits, made from what is recorded."""


@edition_group.command("build")
@click.argument("what", metavar="KIND|CODE")
@click.option("--year", type=int, help="Of a yearbook or report that is named by its kind.")
@click.option("--lang", "language", default="en", show_default=True, help="One of the languages of the edition.")
@click.option("--format", "form", type=click.Choice(FORMATS), help="EPUB and offline folder are made of kits. Otherwise the ending says.")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), required=True, help="A .pdf; a .zip for the data behind it."
)
@click.option("--draft", is_flag=True, help="As it would be now, although it is published.")
@click.option("--json", "as_json", is_flag=True)
def build(what: str, *, year: int | None, language: str, form: str | None, output: Path, draft: bool, as_json: bool) -> None:
    """Set an edition, named by its code or by KIND and year, into a file: the published snapshot, or a preview of one in preparation."""
    ensure_tables()
    edition = _edition(what, year)
    if language not in edition.languages:
        raise click.ClickException(f"This edition speaks {', '.join(edition.languages)}.")
    report = _built(edition, language, output, form=form or _form_of(edition, output), is_draft=draft)
    click.echo(json.dumps(report, ensure_ascii=False, indent=2) if as_json else _told(report))


def _edition(what: str, year: int | None) -> Any:
    from cities.editions.models import Edition  # noqa: PLC0415 -- slow import
    from cities.editions.queries import edition_of  # noqa: PLC0415 -- slow import

    if what == "kit":
        codes = ", ".join(Edition.objects.filter(kind="kit").order_by("code").values_list("code", flat=True))
        raise click.ClickException(f"A kit is named by its code: {codes or 'there is none yet'}.")
    if what in KINDS and year is None:
        raise click.UsageError("Missing option '--year'.")
    found = edition_of(what, year) if what in KINDS and year is not None else Edition.objects.filter(code=what).first()
    if found is None:
        named = f"{what} of {year}" if what in KINDS else f"edition {what}"
        raise click.ClickException(f"There is no {named}. The desk prepares one: /admin/editions/")
    return found


def _form_of(edition: Any, output: Path) -> str:
    endings = {".zip": "folder" if edition.is_kit else "data", ".epub": "epub"}
    return endings.get(output.suffix, "pdf")


def _data(edition: Any, language: str, *, form: str, frozen: Any) -> bytes:
    from cities.editions import exports  # noqa: PLC0415 -- slow import

    if form in ("epub", "folder") and not edition.is_kit:
        raise click.ClickException("EPUB and offline folder are made of kits.")
    snapshot = edition.snapshot
    match form:
        case "data" if frozen:
            raise click.ClickException("The data pack is of what is published.")
        case "data":
            return exports.data_pack(snapshot, language)
        case "epub":
            return exports.preview_epub(frozen, language) if frozen else exports.epub_of(snapshot, language)
        case "folder":
            return exports.preview_folder(frozen) if frozen else exports.folder_of(snapshot)
        case _:
            return exports.preview_pdf(frozen, language) if frozen else exports.pdf_of(snapshot, language)


def _built(edition: Any, language: str, output: Path, *, form: str, is_draft: bool) -> dict[str, Any]:
    from cities.editions.checking import differences, warnings  # noqa: PLC0415 -- slow import
    from cities.editions.queries import freeze  # noqa: PLC0415 -- slow import
    from cities.editions.tallies import totals  # noqa: PLC0415 -- slow import

    started = time.perf_counter()
    is_frozen = edition.is_public and not is_draft
    frozen = None if is_frozen else freeze(edition)
    content = frozen.content if frozen else edition.snapshot.read()
    data = _data(edition, language, form=form, frozen=frozen)
    output.write_bytes(data)
    found = differences(content)
    return {
        "edition": edition.code,
        "kind": edition.kind,
        "year": edition.year,
        "version": edition.version if edition.is_kit else None,
        "language": language,
        "format": form,
        "state": "published" if is_frozen else "preview",
        "digest": frozen.digest if frozen else edition.snapshot.digest,
        "file": str(output),
        "bytes": len(data),
        "seconds": round(time.perf_counter() - started, 2),
        "members": len(content["members"]),
        "totals": totals(content) if edition.is_kit else {},
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
    held = ", ".join(f"{count} {name}" for name, count in report["totals"].items()) or f"{report['members']} members"
    return "\n".join(
        [
            f"{report['file']}: {what}, {held}, {size} kB, {report['seconds']} s",
            f"{len(report['differences'])} figures differ from the count, {left} of them unexplained; {len(report['warnings'])} warnings.",
        ]
    )
