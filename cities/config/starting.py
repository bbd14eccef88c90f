"""What a command needs before it can work."""

import os
from pathlib import Path


def start_django() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cities.config.settings")
    import django  # noqa: PLC0415 -- slow import

    django.setup()


def ensure_tables() -> None:
    """A first command on a new machine finds its tables, whichever it is."""
    start_django()
    from django.conf import settings  # noqa: PLC0415 -- slow import
    from django.core.management import call_command  # noqa: PLC0415 -- slow import
    from django.db import connection  # noqa: PLC0415 -- slow import
    from django.db.migrations.executor import MigrationExecutor  # noqa: PLC0415 -- slow import

    Path(settings.ENVIRONMENT.data_dir).mkdir(parents=True, exist_ok=True)
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        call_command("migrate", verbosity=0, interactive=False, skip_checks=True)
        call_command("createcachetable", verbosity=0)


def prepare() -> None:
    """Folders, tables, styles: what must be there before anything is served."""
    ensure_tables()
    from django.conf import settings  # noqa: PLC0415 -- slow import
    from django.core.management import call_command  # noqa: PLC0415 -- slow import

    Path(settings.MEDIA_ROOT).mkdir(parents=True, exist_ok=True)
    if not settings.DEBUG:
        call_command("collectstatic", verbosity=0, interactive=False)
