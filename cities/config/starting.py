"""What a command needs before it can work."""

import os
from pathlib import Path

import click


def start_django() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cities.config.settings")
    import django  # noqa: PLC0415 -- slow import

    django.setup()


def ensure_tables() -> None:
    """A first command on a new machine finds its tables, whichever it is; an upgrade begins with a backup."""
    start_django()
    from django.conf import settings  # noqa: PLC0415 -- slow import
    from django.core.management import call_command  # noqa: PLC0415 -- slow import
    from django.db import connection  # noqa: PLC0415 -- slow import
    from django.db.migrations.executor import MigrationExecutor  # noqa: PLC0415 -- slow import

    Path(settings.ENVIRONMENT.data_dir).mkdir(parents=True, exist_ok=True)
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        if executor.loader.applied_migrations:
            _back_up()
        call_command("migrate", verbosity=0, interactive=False, skip_checks=True)
    # Whoever goes from redis:// to db:// has no migration to run.
    call_command("createcachetable", verbosity=0)


def prepare() -> None:
    """Folders, tables, styles: what must be there before anything is served."""
    ensure_tables()
    from django.conf import settings  # noqa: PLC0415 -- slow import
    from django.core.management import call_command  # noqa: PLC0415 -- slow import

    Path(settings.MEDIA_ROOT).mkdir(parents=True, exist_ok=True)
    if not settings.DEBUG:
        call_command("collectstatic", verbosity=0, interactive=False)


def _back_up() -> None:
    """What a failed upgrade leaves behind is no reason to lose anything: without a backup there is no upgrade."""
    from django.utils import timezone  # noqa: PLC0415 -- slow import

    from cities.archive.actions import keep_backup  # noqa: PLC0415 -- slow import
    from cities.archive.faults import ArchiveFault  # noqa: PLC0415 -- slow import
    from cities.archive.place import this_place  # noqa: PLC0415 -- slow import

    try:
        kept = keep_backup(place=this_place(), now=timezone.now())
    except ArchiveFault as fault:
        raise ArchiveFault(
            f"The database is of an older version and was left as it is, because no backup could be made first. {fault} "
            "With a backup of your own, go on with: cities manage migrate"
        ) from fault
    click.echo(f"The database is brought up to date. As it was it is kept in {kept.path}.", err=True)
