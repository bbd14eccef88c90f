"""The `cities` command."""

import json
import os
import sys
from pathlib import Path
from typing import Any

import click

from cities.archive.faults import ArchiveFault
from cities.config.archiving import ARCHIVE_COMMANDS
from cities.config.environment import WrongSettings
from cities.config.publishing import edition_group
from cities.config.starting import ensure_tables, prepare, start_django

DEMO_PASSWORD = "commons-demo"  # noqa: S105 -- printed for everyone to use, on the demo network only

FOUND_KINDS = ("member", "practice", "resource", "transfer", "engagement", "comparison", "edition", "concept", "territory")
# As far as the API goes; its module is slow to import, and a test holds them to be the same.
MOST_RESULTS, FURTHEST_OFFSET = 100, 1_000_000


def manage(arguments: list[str]) -> None:
    """Run one of Django's commands."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cities.config.settings")
    from django.core.management import execute_from_command_line  # noqa: PLC0415 -- slow import

    execute_from_command_line(["cities manage", *arguments])


def main() -> None:
    try:
        cities()
    except WrongSettings as error:
        click.echo(str(error), err=True)
        sys.exit(2)
    except ArchiveFault as error:
        click.echo(str(error), err=True)
        sys.exit(1)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def cities() -> None:
    """CITIES: gather, share and transfer what works in the social and solidarity economy."""


@cities.command("manage", context_settings={"ignore_unknown_options": True, "help_option_names": []})
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def manage_command(arguments: tuple[str, ...]) -> None:
    """Pass through to Django's own commands."""
    manage(list(arguments))


@cities.command()
@click.option("--load-only", is_flag=True, help="Prepare everything, serve nothing.")
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True)
def demo(load_only: bool, host: str, port: int) -> None:
    """Show a network of 75 members with its practices, on this machine alone."""
    os.environ.setdefault("CITIES_URL", f"http://localhost:{port}")
    prepare()
    from cities.config.demo.loading import is_somebody_elses, load_demo  # noqa: PLC0415 -- slow import
    from cities.config.demo.people import load_people  # noqa: PLC0415 -- slow import
    from cities.config.network import prepare_network  # noqa: PLC0415 -- slow import

    if is_somebody_elses():
        raise click.ClickException("This folder holds a real network. Give the demo its own: CITIES_DATA_DIR=data-demo cities demo")
    prepare_network()
    click.echo("Loading the demo network …")
    load_demo(lambda line: click.echo(f"  {line}"))
    people = load_people(DEMO_PASSWORD)
    click.echo(f"\nCITIES is ready: http://localhost:{port}/")
    click.echo(f"Back office:     http://localhost:{port}/admin/")
    for person in people:
        click.echo(f"  {person.role:<14} {person.email:<28} {DEMO_PASSWORD}")
    if not load_only:
        click.echo("\nStop with Ctrl-C.")
        _serve_anew(host, port)


@cities.command()
def init() -> None:
    """Make the database and what every network needs: vocabularies, territories, roles. Safe to repeat."""
    prepare()
    from cities.config.network import prepare_network  # noqa: PLC0415 -- slow import

    prepared = prepare_network()
    click.echo(f"{prepared.vocabularies} vocabularies and {prepared.territories} territories are new.")
    click.echo("Next: cities create-admin you@example.org, then cities serve.")


@cities.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True)
@click.option("--workers", default=2, show_default=True)
def serve(host: str, port: int, workers: int) -> None:
    """Serve the site and do its background work."""
    prepare()
    _serve(host, port, workers=workers)


@cities.command()
@click.option("--tasks", "only_tasks", is_flag=True, hidden=True, help="Only what is queued: the schedule is kept by another.")
def worker(only_tasks: bool) -> None:
    """Do background work only, apart from the web server."""
    start_django()
    from cities.config.working import run_tasks, work  # noqa: PLC0415 -- slow import

    run_tasks() if only_tasks else work()


@cities.command("create-admin")
@click.argument("address")
@click.password_option()
def create_admin(address: str, password: str) -> None:
    """Make an administrator who signs in with ADDRESS."""
    ensure_tables()
    from cities.accounts.actions import create_administrator  # noqa: PLC0415 -- slow import

    click.echo(f"{create_administrator(address, password=password).email} can sign in at /admin/.")


@cities.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path), required=False)
@click.option("--profile", default="", metavar="NAME", help="How to read a text; found out by itself when not given.")
@click.option("--kind", default="", metavar="KIND", help="What the rows of a table are: member or practice.")
@click.option("--lang", "language", default="", metavar="TAG", help="The language of its texts, where it does not say so itself.")
@click.option("--apply", "apply_now", is_flag=True, help="Make records of what is not doubtful.")
@click.option("--undo", "undone", type=int, metavar="BATCH", help="Take a batch back.")
@click.option("--json", "as_json", is_flag=True)
def import_command(file: Path | None, profile: str, kind: str, language: str, apply_now: bool, undone: int | None, as_json: bool) -> None:
    """Read FILE and propose records; nothing is stored until it is applied, and a batch can be undone."""
    ensure_tables()
    from cities.config.importing import describe_import, run, wishes  # noqa: PLC0415 -- slow import

    said = wishes(profile=profile, kind=kind, language=language)
    report = run(file, undone=undone, apply_now=apply_now, wishes=said)
    click.echo(json.dumps(report, ensure_ascii=False, indent=2, default=str) if as_json else describe_import(report))


@cities.command()
@click.argument("query")
@click.option("--lang", "language", default="en", show_default=True, help="The reader's language.")
@click.option("--query-lang", "query_language", help="The language of the query; guessed when not given.")
@click.option("--kind", type=click.Choice(FOUND_KINDS), multiple=True, help="May be repeated.")
@click.option("--explain", is_flag=True, help="Say what each signal adds.")
@click.option("--limit", type=click.IntRange(1, MOST_RESULTS), default=20, show_default=True)
@click.option("--offset", type=click.IntRange(0, FURTHEST_OFFSET), default=0, show_default=True)
@click.option("--json", "as_json", is_flag=True, help="Print what the API's search answers.")
def search(query: str, language: str, as_json: bool, explain: bool, **parameters: Any) -> None:
    """Find members, practices and resources by meaning, words and topics, whatever their language."""
    ensure_tables()
    from cities.api.mapping import search_answer  # noqa: PLC0415 -- slow import
    from cities.config.answering import told_answer  # noqa: PLC0415 -- slow import

    answer = search_answer(query, language=language, explain=explain, **parameters)
    click.echo(json.dumps(answer, ensure_ascii=False, indent=2, default=str) if as_json else told_answer(answer))


@cities.command()
@click.option("--json", "as_json", is_flag=True)
def doctor(as_json: bool) -> None:
    """Say what is wrong with this installation and how to mend it."""
    start_django()
    from cities.config.doctor import examine  # noqa: PLC0415 -- slow import

    findings = examine()
    if as_json:
        click.echo(json.dumps([finding.as_dict() for finding in findings], indent=2))
    else:
        for finding in findings:
            click.echo(f"{finding.mark} {finding.what}" + (f"\n    {finding.remedy}" if finding.remedy else ""))
    sys.exit(1 if any(finding.is_fault for finding in findings) else 0)


@cities.command("bench", context_settings={"ignore_unknown_options": True, "help_option_names": []})
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def bench_command(arguments: tuple[str, ...]) -> None:
    """Measure this version beside a plain Wagtail project, as script/bench does; --help says what."""
    from cities.config.measuring import measure  # noqa: PLC0415 -- slow import

    sys.exit(measure(list(arguments)))


def _serve(host: str, port: int, *, workers: int) -> None:
    from cities.config.serving import serve_site  # noqa: PLC0415 -- slow import

    serve_site(host, port, workers=workers)


def _serve_anew(host: str, port: int) -> None:
    """What loading took is given back, and no thread of it is waited for: threads do not outlive the web server's fork."""
    sys.stdout.flush()
    os.execv(sys.executable, [sys.executable, "-m", "cities", "serve", "--host", host, "--port", str(port), "--workers", "1"])  # noqa: S606 -- ourselves


cities.add_command(edition_group)
for command in ARCHIVE_COMMANDS:
    cities.add_command(command)
