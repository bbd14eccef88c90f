from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from cities.config import doctor
from tests.factories import LetterFactory

pytestmark = pytest.mark.django_db


def test_sound_installation_has_no_fault(settings):
    settings.MEDIA_ROOT.mkdir(parents=True, exist_ok=True)

    assert [finding.what for finding in doctor.examine() if finding.is_fault] == []


def test_old_sqlite_is_a_fault_with_its_remedy(monkeypatch):
    monkeypatch.setattr(doctor.sqlite3, "sqlite_version_info", (3, 51, 2))
    monkeypatch.setattr(doctor.sqlite3, "sqlite_version", "3.51.2")

    finding = doctor._sqlite()

    assert finding.what == "SQLite 3.51.2 can damage the database under load"
    assert finding.remedy.startswith("Install the pysqlite3 package")


def test_unwritable_folder_is_a_fault(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "gone"

    assert doctor._data_dir().is_fault is True


def test_full_disk_is_a_fault(monkeypatch):
    monkeypatch.setattr(doctor.shutil, "disk_usage", lambda path: SimpleNamespace(free=5 * 1024**2))

    assert doctor._disk().what == "Only 5 MB of disk left"


def test_clock_before_the_release_is_a_fault(monkeypatch):
    monkeypatch.setattr(doctor.time, "time", lambda: 0.0)

    assert doctor._clock().is_fault is True


def test_silent_mail_server_is_a_fault(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9

    assert doctor._mail().remedy == "Check CITIES_MAIL_URL."


def test_key_others_can_read_is_a_fault(settings):
    path = settings.ENVIRONMENT.data_dir / "secret-key"
    path.touch()
    path.chmod(0o644)

    try:
        assert doctor._secret_key().remedy == f"Run: chmod 600 {path}"
    finally:
        path.unlink()


def test_letters_nobody_sends_are_a_fault():
    LetterFactory(due_at=timezone.now() - timedelta(minutes=50))
    attended = doctor._background()

    LetterFactory(due_at=timezone.now() - timedelta(minutes=70))
    finding = doctor._background()

    assert (attended.remedy, attended.is_fault) == ("", False)
    assert (finding.what, finding.is_fault) == ("1 letters wait for more than an hour", True)


def test_tasks_that_failed_are_named():
    for path in ("cities.gather.intake.tasks.apply_batch", "cities.archive.tasks.erase_account"):
        DBTaskResult.objects.create(status="FAILED", run_after=timezone.now(), args_kwargs={"args": [], "kwargs": {}}, task_path=path)

    finding = doctor._background()

    assert (finding.what, finding.mark) == ("Background tasks failed: erase_account (1), apply_batch (1)", "!")
