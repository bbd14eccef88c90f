"""What can be wrong with an installation, and how to mend it."""

import os
import shutil
import smtplib
import sqlite3
import time
from collections import Counter
from dataclasses import asdict, dataclass
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.core.mail import get_connection
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from cities.config.sqlite import FIRST_SOUND_VERSION, is_sound
from cities.core.models import Letter

LEAST_FREE_BYTES = 1024**3
# The software did not exist before this day, so a clock behind it is wrong: 2026-11-01.
RELEASED_AT = 1_793_491_200
# A worker looks every minute; a mail server that is down puts letters off.
UNATTENDED = timedelta(hours=1)


@dataclass(frozen=True)
class Finding:
    """One thing looked at; `remedy` says what to do and is empty when all is well."""

    what: str
    remedy: str = ""
    is_fault: bool = False

    @property
    def mark(self) -> str:
        if self.is_fault:
            return "✗"
        return "!" if self.remedy else "✓"

    def as_dict(self) -> dict[str, object]:
        return asdict(self)


def examine() -> list[Finding]:
    return [_sqlite(), _database(), _data_dir(), _disk(), _secret_key(), _debug(), _address(), _fonts(), _clock(), _mail(), _background()]


def _sqlite() -> Finding:
    version = sqlite3.sqlite_version
    if is_sound(sqlite3.sqlite_version_info):
        return Finding(f"SQLite {version}")
    least = ".".join(map(str, FIRST_SOUND_VERSION))
    return Finding(
        f"SQLite {version} can damage the database under load",
        f"Install the pysqlite3 package of requirements.txt: it brings {least} or newer.",
        is_fault=connection.vendor == "sqlite",
    )


def _database() -> Finding:
    try:
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError as error:
        return Finding(f"The database does not answer: {error}", "Check CITIES_DATABASE_URL and that the server runs.", is_fault=True)
    if waiting:
        return Finding(f"The database lacks {len(waiting)} migrations", "Run: cities init", is_fault=True)
    return Finding(f"Database: {connection.vendor}, up to date")


def _data_dir() -> Finding:
    unwritable = [str(path) for path in (settings.ENVIRONMENT.data_dir, Path(settings.MEDIA_ROOT)) if not os.access(path, os.W_OK)]
    if unwritable:
        return Finding(
            f"Cannot write to {', '.join(unwritable)}", "Make the folder and give it to the account CITIES runs as.", is_fault=True
        )
    return Finding(f"Data folder: {settings.ENVIRONMENT.data_dir}")


def _disk() -> Finding:
    folder = next(path for path in (settings.ENVIRONMENT.data_dir, Path("/")) if path.exists())
    free = shutil.disk_usage(folder).free
    if free < LEAST_FREE_BYTES:
        return Finding(
            f"Only {free // 1024**2} MB of disk left", "Free space or move CITIES_DATA_DIR; writes fail when it is full.", is_fault=True
        )
    return Finding(f"{free // 1024**3} GB of disk free")


def _secret_key() -> Finding:
    path = settings.ENVIRONMENT.data_dir / "secret-key"
    if path.exists() and path.stat().st_mode & 0o077:
        return Finding("Others on this machine can read the secret key", f"Run: chmod 600 {path}", is_fault=True)
    if len(settings.SECRET_KEY) < 40:
        return Finding("The secret key is short", "Give CITIES_SECRET_KEY at least 50 random characters.", is_fault=True)
    return Finding("Secret key")


def _debug() -> Finding:
    if settings.DEBUG and settings.ENVIRONMENT.is_secure:
        return Finding(
            "CITIES_DEBUG is on for a public address", "Unset CITIES_DEBUG: it shows inner workings to strangers.", is_fault=True
        )
    return Finding("Debug mode is on" if settings.DEBUG else "Debug mode is off")


def _address() -> Finding:
    if not settings.ENVIRONMENT.is_secure and settings.ENVIRONMENT.host not in ("localhost", "127.0.0.1"):
        return Finding(
            f"{settings.SITE_URL} is not encrypted",
            "Put a proxy with a certificate in front and set CITIES_URL to https://…",
            is_fault=True,
        )
    return Finding(f"Address: {settings.SITE_URL}")


def _fonts() -> Finding:
    fonts = settings.PACKAGE / "static" / "fonts"
    if not any(fonts.glob("*.woff2")):
        return Finding("The heading font is missing", "Reinstall the package: cities/static/fonts is empty.", is_fault=True)
    return Finding("Fonts")


def _clock() -> Finding:
    if time.time() < RELEASED_AT:
        return Finding(
            "The clock is wrong: it shows a day before this software existed", "Turn on time synchronisation (NTP).", is_fault=True
        )
    return Finding("Clock")


def _mail() -> Finding:
    if "smtp" not in settings.EMAIL_BACKEND:
        return Finding("Mail is kept on this machine, not sent", "Set CITIES_MAIL_URL=smtp://user:password@host:587?tls=1 to send it.")
    try:
        mailer = get_connection(fail_silently=False)
        mailer.open()
        mailer.close()
    except (OSError, smtplib.SMTPException) as error:
        return Finding(f"The mail server does not answer: {error}", "Check CITIES_MAIL_URL.", is_fault=True)
    return Finding(f"Mail through {settings.EMAIL_HOST}")


def _background() -> Finding:
    """Letters that wait although nothing stands in their way, and tasks nobody will try again."""
    since = timezone.now() - UNATTENDED
    try:
        waiting = Letter.objects.filter(sent_at__isnull=True, refused_at__isnull=True, due_at__lt=since).count()
        failed = Counter(DBTaskResult.objects.filter(status="FAILED").values_list("task_path", flat=True))
    except DatabaseError as error:
        return Finding(f"Background work cannot be looked at: {error}", "Run: cities init", is_fault=True)
    if waiting:
        return Finding(
            f"{waiting} letters wait for more than an hour", "See that cities serve or cities worker runs, and what it says.", is_fault=True
        )
    if failed:
        told = ", ".join(f"{path.rpartition('.')[2]} ({count})" for path, count in sorted(failed.items()))
        return Finding(f"Background tasks failed: {told}", "Look into the log of cities serve or cities worker, and do them again.")
    return Finding("Background work")
