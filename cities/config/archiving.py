"""Commands that keep an instance, bring it back, carry it over, freeze it, and forget a person in it."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from cities.config.starting import prepare, start_django

FILE = click.Path(path_type=Path, dir_okay=False)


@click.command()
@click.argument("file", type=FILE)
@click.option("--json", "as_json", is_flag=True)
def backup(file: Path, as_json: bool) -> None:
    """Keep the whole instance in FILE (a zip), also while it is at work."""
    start_django()
    from cities.archive.actions import make_backup  # noqa: PLC0415 -- slow import
    from cities.archive.place import this_place  # noqa: PLC0415 -- slow import

    kept = make_backup(file.absolute(), place=this_place())
    _tell(asdict(kept), as_json, f"{kept.path}: {kept.rows} rows, {kept.files} uploads, {kept.size // 1024} kB.")
    for name in kept.missing:
        click.echo(f"Missing upload: {name}", err=True)


@click.command()
@click.argument("file", type=FILE)
@click.option("--json", "as_json", is_flag=True)
def restore(file: Path, as_json: bool) -> None:
    """Bring the instance in FILE back into an empty CITIES_DATA_DIR."""
    start_django()
    from django.utils import timezone  # noqa: PLC0415 -- slow import

    from cities.archive.actions import erase_again, restore_backup  # noqa: PLC0415 -- slow import
    from cities.archive.place import this_place  # noqa: PLC0415 -- slow import

    restored = restore_backup(file.absolute(), place=this_place())
    prepare()
    erased = erase_again(place=this_place(), today=timezone.localdate())
    _tell(
        {**asdict(restored), "erased_again": erased},
        as_json,
        f"Restored what was kept at {restored.made_at}: {restored.rows} rows, {restored.files} uploads.",
    )
    if erased and not as_json:
        click.echo(f"{erased} people who were erased since then have been erased again.")


@click.command("export")
@click.argument("file", type=FILE)
@click.option("--without-history", is_flag=True, help="Leave revisions, drafts and the log behind.")
@click.option("--json", "as_json", is_flag=True)
def export_command(file: Path, without_history: bool, as_json: bool) -> None:
    """Write everything to FILE (a documented zip), to be loaded on another host or another database."""
    start_django()
    from cities.archive.actions import export_instance  # noqa: PLC0415 -- slow import
    from cities.archive.place import this_place  # noqa: PLC0415 -- slow import

    exported = export_instance(file.absolute(), place=this_place(), with_history=not without_history)
    _tell(asdict(exported), as_json, f"{exported.path}: {sum(exported.rows.values())} rows, {exported.files} uploads.")
    if exported.unpublished:
        click.echo(f"{exported.unpublished} records have changes nobody published; these stayed behind.", err=True)


@click.command()
@click.argument("file", type=FILE)
@click.option("--json", "as_json", is_flag=True)
def load(file: Path, as_json: bool) -> None:
    """Take the export in FILE into a new instance: records keep their addresses."""
    prepare()
    from cities.archive.actions import load_instance  # noqa: PLC0415 -- slow import
    from cities.archive.place import this_place  # noqa: PLC0415 -- slow import

    loaded = load_instance(file.absolute(), place=this_place())
    _tell(
        asdict(loaded), as_json, f"Loaded what was exported at {loaded.made_at}: {sum(loaded.rows.values())} rows, {loaded.files} uploads."
    )
    if not as_json:
        click.echo("Nobody has a password yet: cities manage changepassword ADDRESS")


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option("--json", "as_json", is_flag=True)
def freeze(folder: Path, as_json: bool) -> None:
    """Write the public site to FOLDER as files that need no server."""
    prepare()
    from django.conf import settings  # noqa: PLC0415 -- slow import
    from django.utils import timezone  # noqa: PLC0415 -- slow import

    from cities.archive.actions import freeze_site  # noqa: PLC0415 -- slow import
    from cities.portal.actions import prepare_pictures  # noqa: PLC0415 -- slow import

    starts = ["/", *(f"/{code}/" for code, _ in settings.LANGUAGES), "/sitemap.xml"]
    say = (lambda line: None) if as_json else (lambda line: click.echo(f"  {line}"))
    prepare_pictures()
    frozen = freeze_site(folder.absolute(), starts=starts, today=timezone.localdate(), progress=say)
    _tell(asdict(frozen), as_json, f"{frozen.folder}: {frozen.pages} pages, {frozen.assets} files. Open index.html.")
    for address in frozen.broken:
        click.echo(f"Nothing at {address}: links to it were taken away.", err=True)


@click.command("erase-person")
@click.argument("address")
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.option("--json", "as_json", is_flag=True)
def erase_command(address: str, yes: bool, as_json: bool) -> None:
    """Remove whoever has this e-mail ADDRESS, everywhere. Records they wrote stay."""
    start_django()
    from django.utils import timezone  # noqa: PLC0415 -- slow import

    from cities.archive.actions import erase_person  # noqa: PLC0415 -- slow import
    from cities.archive.place import this_place  # noqa: PLC0415 -- slow import

    if not yes:
        click.confirm(f"Remove everything about {address}? This cannot be undone.", abort=True)
    erasure = erase_person(address, place=this_place(), today=timezone.localdate())
    lines = [f"{count} deleted: {kind}" for kind, count in sorted(erasure.deleted.items())]
    lines += [f"{count} cleaned: {kind}" for kind, count in sorted(erasure.cleaned.items())]
    lines += [f"{erasure.sessions} sessions ended, {erasure.messages} kept messages removed"]
    lines += [
        f"“{name}” is too short, or what a record is called, to be looked for in texts: search for it and read."
        for name in erasure.ambiguous
    ]
    _tell(asdict(erasure), as_json, "\n".join(lines))


def _tell(data: dict[str, Any], as_json: bool, line: str) -> None:
    click.echo(json.dumps(data, ensure_ascii=False, indent=2, default=str) if as_json else line)


ARCHIVE_COMMANDS = (backup, restore, export_command, load, freeze, erase_command)
