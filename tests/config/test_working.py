import time
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from cities.commons.practices.models import Practice
from cities.config.working import LEASE, MOST_ATTEMPTS, beat, requeue_lost_tasks, run_tasks
from cities.core.models import Rendition
from cities.gather.intake.models import Batch
from tests.factories import LetterFactory, PictureFactory, PracticeFactory

pytestmark = pytest.mark.django_db


def running_task(*, started_at, workers):
    return DBTaskResult.objects.create(
        status="RUNNING",
        started_at=started_at,
        run_after=started_at,
        worker_ids=workers,
        args_kwargs={"args": [], "kwargs": {}},
        task_path="cities.example.task",
        backend_name="background",
        exception_class_path="",
        traceback="",
    )


@pytest.mark.parametrize(("attempts", "status"), [(1, "READY"), (MOST_ATTEMPTS, "FAILED")])
def test_task_of_a_dead_worker_is_tried_again_but_not_for_ever(attempts, status):
    task = running_task(started_at=timezone.now() - LEASE - timedelta(seconds=1), workers=["gone"] * attempts)

    assert requeue_lost_tasks() == 1

    task.refresh_from_db()
    assert task.status == status


def test_task_at_work_is_left_alone():
    task = running_task(started_at=timezone.now(), workers=["alive"])

    assert requeue_lost_tasks() == 0

    task.refresh_from_db()
    assert task.status == "RUNNING"


def test_all_queues_of_the_background_are_worked_through(settings, monkeypatch):
    settings.TASKS = {**settings.TASKS, "background": {"BACKEND": "django_tasks_db.backend.DatabaseBackend", "QUEUES": ["bulk"]}}
    worked = []
    monkeypatch.setattr(Worker, "configure_signals", lambda self: None)
    monkeypatch.setattr(Worker, "run", lambda self: worked.append((self.backend_name, self.process_all_queues, self.batch)))

    run_tasks()

    assert worked == [("background", True, False)]


def test_each_minute_makes_pictures_and_forgets_uploads():
    PracticeFactory(image=PictureFactory(), published=True)
    batch = Batch.objects.create(state="waiting", document="old.csv")
    Batch.objects.update(progressed_at=timezone.now() - timedelta(days=31))

    beat()

    batch.refresh_from_db()
    assert (batch.state, Rendition.objects.filter(filter_spec__startswith="fill-240x180").count()) == ("discarded", 1)


def test_each_minute_forgets_files_nobody_is_given(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    (tmp_path / "editions").mkdir()
    (tmp_path / "editions" / "0-en-1.pdf").write_bytes(b"of a former make")

    beat()

    assert list((tmp_path / "editions").iterdir()) == []


def test_record_is_published_when_its_hour_comes():
    practice = PracticeFactory()
    practice.go_live_at = timezone.now() + timedelta(seconds=0.3)
    practice.save_revision().publish()
    assert Practice.objects.public().count() == 0

    time.sleep(0.4)
    beat()

    assert Practice.objects.public().get().pk == practice.pk


def test_what_fails_keeps_nothing_else_from_its_minute(caplog):
    Batch.objects.create(state="waiting", document="old.csv", upload="../../outside.csv")
    Batch.objects.update(progressed_at=timezone.now() - timedelta(days=31))
    letter = LetterFactory()

    beat()

    letter.refresh_from_db()
    assert letter.sent_at is not None
    assert "forget_stale_uploads failed" in caplog.text


def test_what_is_over_is_forgotten():
    Session.objects.create(session_key="over", expire_date=timezone.now() - timedelta(seconds=1))
    Session.objects.create(session_key="open", expire_date=timezone.now() + timedelta(days=1))
    for status, days in (("SUCCESSFUL", 2), ("SUCCESSFUL", 0), ("FAILED", 2), ("FAILED", 31)):
        task = running_task(started_at=timezone.now(), workers=["one"])
        DBTaskResult.objects.filter(pk=task.pk).update(status=status, finished_at=timezone.now() - timedelta(days=days))

    beat()

    assert sorted(DBTaskResult.objects.values_list("status", flat=True)) == ["FAILED", "SUCCESSFUL"]
    assert Session.objects.get().session_key == "open"
