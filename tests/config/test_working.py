import time
from datetime import timedelta

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from cities.commons.practices.models import Practice
from cities.config.working import LEASE, MOST_ATTEMPTS, beat, requeue_lost_tasks
from cities.core.models import Rendition
from cities.gather.intake.models import Batch
from tests.factories import PictureFactory, PracticeFactory

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


def test_each_minute_makes_pictures_and_forgets_uploads():
    PracticeFactory(image=PictureFactory(), published=True)
    batch = Batch.objects.create(state="waiting", document="old.csv")
    Batch.objects.update(progressed_at=timezone.now() - timedelta(days=31))

    beat()

    batch.refresh_from_db()
    assert (batch.state, Rendition.objects.filter(filter_spec__startswith="fill-240x180").count()) == ("discarded", 1)


def test_record_is_published_when_its_hour_comes():
    practice = PracticeFactory()
    practice.go_live_at = timezone.now() + timedelta(seconds=0.3)
    practice.save_revision().publish()
    assert Practice.objects.public().count() == 0

    time.sleep(0.4)
    beat()

    assert Practice.objects.public().get().pk == practice.pk
